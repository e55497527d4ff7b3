package io.orchestrator.web.ui.run;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.scheduler.OrderedBy;
import io.orchestrator.store.RunRow;
import io.orchestrator.web.ui.parts.ConfirmView;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.run.Beside.Changes;
import io.orchestrator.web.ui.text.FormText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The note that goes with an order about runs. */
final class RunNote {
  private RunNote() {}

  /**
   * The field of a question.
   *
   * @param written what the person has written so far; absent when the question is new
   */
  static ConfirmView.Note field(RunRow run, List<Changes> changes, @Nullable String written) {
    long noted =
        changes.stream().filter(c -> !c.run().equals(run) && !of(c.run()).isEmpty()).count();
    String label = changes.size() < 2 ? "Note on the run" : "Note on these runs";
    String hint =
        noted == 0
            ? ""
            : "If you change it, it replaces the note of "
                + Counts.of((int) noted, "other run")
                + ".";
    return new ConfirmView.Note(label, Objects.requireNonNullElse(written, of(run)), hint);
  }

  /** What was typed into the field; absent when it was not sent. */
  static @Nullable String typed(Map<String, String> fields) {
    String note = fields.get("note");
    return note == null ? null : FormText.lines(note);
  }

  /**
   * @param note as it came back; a note that nobody touched is not written
   * @throws InvalidValueException when the note is too long
   */
  static OrderedBy with(OrderedBy by, RunRow asked, @Nullable String note) {
    boolean untouched = note == null || FormText.untouched(note, of(asked));
    return untouched ? by : by.noting(FormText.lines(String.valueOf(note)));
  }

  private static String of(RunRow run) {
    return Objects.requireNonNullElse(run.run().spec().note(), "");
  }
}
