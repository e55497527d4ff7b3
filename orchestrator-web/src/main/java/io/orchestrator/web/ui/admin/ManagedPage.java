package io.orchestrator.web.ui.admin;

import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Managed;
import io.orchestrator.administration.Problem;
import io.orchestrator.store.ManagedStore;
import java.util.List;
import java.util.function.Function;

/** What is particular about the page of one kind of thing. */
interface ManagedPage<T extends Managed> {
  Kind kind();

  ManagedStore<T> store();

  /** All there are, by name, read once: table and form are of one moment. */
  Listed<T> list();

  /**
   * Things and how the table shows them.
   *
   * @param rows no secret is in them
   */
  record Listed<T extends Managed>(List<T> things, List<? extends Record> rows) {
    static <T extends Managed> Listed<T> of(List<T> things, Function<T, ? extends Record> row) {
      return new Listed<>(things, things.stream().map(row).toList());
    }
  }

  /** Whether the table changes while nobody changes a thing. */
  default boolean live() {
    return false;
  }

  /**
   * The inputs of the form, one for each field in which a thing can be wrong.
   *
   * @param existing name of what is changed; empty for something new
   */
  List<FormView.Input> inputs(String existing);

  /** What something new begins with. */
  T blank();

  /** How a thing stands in the form; no secret is in it. */
  Typed shown(T thing);

  /**
   * What was meant.
   *
   * @param old what is changed, with the secrets that the form does not show
   * @param unread gets what is wrong with the parts that cannot be read
   */
  T read(Typed typed, T old, List<Problem> unread);
}
