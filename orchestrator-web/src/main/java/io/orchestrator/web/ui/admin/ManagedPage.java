package io.orchestrator.web.ui.admin;

import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Managed;
import io.orchestrator.administration.Problem;
import io.orchestrator.store.ManagedStore;
import java.util.List;

/** What is particular about the page of one kind of thing. */
interface ManagedPage<T extends Managed> {
  Kind kind();

  ManagedStore<T> store();

  /** What the table shows; no secret is in it. */
  List<? extends Record> rows();

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
