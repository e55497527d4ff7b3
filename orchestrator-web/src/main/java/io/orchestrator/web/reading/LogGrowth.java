package io.orchestrator.web.reading;

import io.orchestrator.run.Attempt;
import io.orchestrator.store.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether lines may still come to the log of a try: until it has ended, and for a while after. */
public final class LogGrowth {
  /** A worker reports the end before its last lines are where logs are kept. */
  private static final Duration LATE_LINES = Duration.ofSeconds(30);

  private LogGrowth() {}

  /**
   * Ask before reading: a try that ends in between has then been read too early, not too late.
   *
   * @param attempts the ended tries of the row
   */
  public static boolean goesOn(TaskRow row, List<Attempt> attempts, int tryNumber, Instant now) {
    Optional<Attempt> ended =
        attempts.stream().filter(attempt -> attempt.tryNumber() == tryNumber).findFirst();
    if (ended.isPresent()) {
      return late(ended.get().endDate(), now);
    }
    if (tryNumber < row.task().tryNumber()) {
      return false;
    }
    return !row.task().state().finished() || late(row.task().times().endDate(), now);
  }

  private static boolean late(@Nullable Instant end, Instant now) {
    return end != null && now.isBefore(end.plus(LATE_LINES));
  }
}
