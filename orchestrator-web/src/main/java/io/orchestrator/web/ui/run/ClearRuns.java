package io.orchestrator.web.ui.run;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.scheduler.OrderedBy;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Snapshot;
import io.orchestrator.store.StoreTransaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which runs of the DAG an answer is about. */
final class ClearRuns {
  private ClearRuns() {}

  /**
   * An order that can be given.
   *
   * @param runs keys of the runs of what was ticked
   */
  record Wanted(List<Long> runs, OrderedBy by) {}

  /**
   * @param note as it came back; a note that nobody touched is not written
   * @throws InvalidValueException when the note is too long
   */
  static Wanted wanted(Snapshot snapshot, Subject at, Answer answer, @Nullable String note) {
    RunRow asked = RunReader.row(snapshot, at.dagId(), at.runId());
    return new Wanted(
        runs(snapshot.tx(), at.dagId(), answer), RunNote.with(answer.by(), asked, note));
  }

  /** How many runs the changes are in. */
  static int count(List<TaskTransition> changes) {
    return (int) changes.stream().map(c -> c.before().key().runPk()).distinct().count();
  }

  private static List<Long> runs(StoreTransaction tx, String dagId, Answer answer) {
    List<Long> runPks =
        tx.tasks().find(answer.shown()).stream()
            .map(task -> task.key().runPk())
            .distinct()
            .toList();
    return tx.runs().find(runPks).stream()
        .filter(run -> run.dagId().equals(dagId))
        .map(run -> run.id())
        .toList();
  }
}
