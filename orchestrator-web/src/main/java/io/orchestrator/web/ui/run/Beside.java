package io.orchestrator.web.ui.run;

import io.orchestrator.run.ClearPlan;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.RunRow;
import io.orchestrator.web.ui.run.ClearAsk.Along;
import java.time.Instant;
import java.util.List;
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
   * @param tasks never empty
   */
  record Changes(RunRow run, List<TaskTransition> tasks) {}

  /** What a clear would change, oldest run first. Nothing is changed by asking. */
  List<Changes> changes(ClearAsk ask) {
    return Stream.of(
            ask.has(Along.EARLIER) ? earlier.runs() : List.<Standing>of(),
            List.of(asked),
            ask.has(Along.LATER) ? later.runs() : List.<Standing>of())
        .flatMap(List::stream)
        .map(run -> new Changes(run.row(), changes(run.snapshot(), ask)))
        .filter(changes -> !changes.tasks().isEmpty())
        .toList();
  }

  private List<TaskTransition> changes(RunSnapshot run, ClearAsk ask) {
    return ClearPlan.clear(run, ask.selection(), now).stream().filter(ask::takes).toList();
  }
}
