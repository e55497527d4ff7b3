package io.orchestrator.web.ui.run;

import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.RunRow;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A run and those beside it in time, as they stand.
 *
 * @param now by the store's clock
 */
record Beside(Standing asked, Side earlier, Side later, Instant now) {

  /** A run and its tasks. */
  record Standing(RunRow row, RunSnapshot snapshot) {}

  /**
   * The runs of one side.
   *
   * @param runs oldest first
   * @param more whether there are others, farther away
   */
  record Side(List<Standing> runs, boolean more) {}

  /**
   * What changes in one run.
   *
   * @param tasks empty where nothing but the run's own state changes
   */
  record Changes(RunRow run, List<TaskTransition> tasks) {
    /** How many task instances change in all of the runs. */
    static int tasks(List<Changes> changes) {
      return changes.stream().mapToInt(change -> change.tasks().size()).sum();
    }
  }

  /** The run that was asked about with those that are taken along, oldest first. */
  List<Standing> runs(Set<Along> along) {
    return Stream.of(
            along.contains(Along.EARLIER) ? earlier.runs() : List.<Standing>of(),
            List.of(asked),
            along.contains(Along.LATER) ? later.runs() : List.<Standing>of())
        .flatMap(List::stream)
        .toList();
  }
}
