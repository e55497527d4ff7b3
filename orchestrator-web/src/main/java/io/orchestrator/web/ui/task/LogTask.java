package io.orchestrator.web.ui.task;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.TaskRow;
import io.orchestrator.web.reading.LogGrowth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task instance whose logs are shown.
 *
 * @param ended its ended tries, read with the row
 */
record LogTask(TaskRow row, List<Attempt> ended) {

  /** When a try began; absent when it has not, or nobody knows. */
  @Nullable Instant start(int tryNumber) {
    return ended.stream()
        .filter(attempt -> attempt.tryNumber() == tryNumber)
        .findFirst()
        .map(Attempt::startDate)
        .orElse(tryNumber == row.task().tryNumber() ? row.task().times().startDate() : null);
  }

  /** Whether the page asks for further lines. It does not for a task that nobody has started. */
  boolean goesOn(int tryNumber, Instant now) {
    boolean waits = row.task().tryNumber() == 0 && row.task().state() == TaskState.NONE;
    return !waits && LogGrowth.goesOn(row, ended, tryNumber, now);
  }
}
