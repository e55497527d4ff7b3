package io.orchestrator.web.reading;

import io.orchestrator.run.Attempt;
import io.orchestrator.store.Queries;
import io.orchestrator.store.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether lines may still come to the log of a try: until it has ended, and for a while after. */
@Component
public final class LogGrowth {
  /** A worker reports the end before its last lines are where logs are kept. */
  private static final Duration LATE_LINES = Duration.ofSeconds(30);

  private final Queries queries;

  LogGrowth(Queries queries) {
    this.queries = queries;
  }

  /** Ask before reading: a try that ends in between has then been read too early, not too late. */
  public boolean goesOn(TaskRow row, int tryNumber, Instant now) {
    Optional<Attempt> ended = ended(row, tryNumber);
    if (ended.isPresent()) {
      return late(ended.get().endDate(), now);
    }
    if (tryNumber < row.task().tryNumber()) {
      return false;
    }
    return !row.task().state().finished() || late(row.task().times().endDate(), now);
  }

  private Optional<Attempt> ended(TaskRow row, int tryNumber) {
    return queries
        .attempts(row.run().dagId(), row.run().runId(), row.task().taskId(), row.task().mapIndex())
        .stream()
        .filter(attempt -> attempt.tryNumber() == tryNumber)
        .findFirst();
  }

  private static boolean late(@Nullable Instant end, Instant now) {
    return end != null && now.isBefore(end.plus(LATE_LINES));
  }
}
