package io.orchestrator.web.ui.admin;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Managed;
import io.orchestrator.administration.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The form of one kind of thing: opened and saved by one rule. */
final class ManagedForm<T extends Managed> {
  private final ManagedPage<T> page;
  private final Kind kind;

  ManagedForm(ManagedPage<T> page) {
    this.page = page;
    this.kind = page.kind();
  }

  /** To change what has this name, or to make something new when nothing has it. */
  FormView open(List<T> things, String name) {
    Optional<T> known = things.stream().filter(thing -> thing.name().equals(name)).findFirst();
    Typed shown = page.shown(known.orElseGet(page::blank));
    return view(shown.with("existing", known.map(Managed::name).orElse("")), List.of());
  }

  /** Saves what was typed, or returns the form with all that is wrong. */
  Optional<FormView> save(Typed sent, String actor) {
    String existing = sent.existing();
    T old = page.store().find(existing).orElseGet(page::blank);
    Typed typed = sent.over(page.shown(old));
    List<Problem> wrong = new ArrayList<>();
    T value = page.read(typed, old, wrong);
    if (!existing.isEmpty() && !existing.equals(value.name())) {
      wrong.add(new Problem(kind.nameField(), "A " + kind.word() + " keeps its name."));
    }
    try {
      value.require(wrong);
      if (existing.isEmpty() && !page.store().create(value, actor)) {
        return Optional.of(view(typed, List.of(kind.taken(value.name()))));
      }
      if (!existing.isEmpty()) {
        page.store().save(value, actor);
      }
      return Optional.empty();
    } catch (InvalidValueException e) {
      return Optional.of(view(typed, e.problems()));
    }
  }

  private FormView view(Typed typed, List<Problem> problems) {
    String existing = typed.existing();
    String word = kind.word();
    return new FormView(
        existing.isEmpty() ? "Add a " + word : "Change " + word + " " + existing,
        existing,
        page.inputs(existing).stream().map(input -> field(input, typed, problems)).toList(),
        (existing.isEmpty() ? "Add " : "Save ") + word);
  }

  private FormView.Field field(FormView.Input input, Typed typed, List<Problem> problems) {
    String text = typed.text(input.name());
    boolean withheld = input.secret() && !text.isEmpty();
    String error =
        Stream.concat(
                problems.stream()
                    .filter(problem -> problem.field().equals(input.name()))
                    .map(Problem::message),
                Stream.of("Type it again: it is not sent back.").filter(again -> withheld))
            .collect(Collectors.joining(" "));
    return new FormView.Field(
        input,
        withheld ? "" : text,
        !typed.existing().isEmpty() && input.name().equals(kind.nameField()),
        error.isEmpty() ? null : error);
  }
}
