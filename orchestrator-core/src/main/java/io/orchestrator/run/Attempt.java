package io.orchestrator.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One ended try of a task instance, kept for ever (until retention). */
public record Attempt(
    UUID taskInstanceId,
    int tryNumber,
    TaskState state,
    @Nullable String worker,
    Moments moments,
    @Nullable String reason) {

  /** When a try got where it is, by the database's clock. */
  public record Moments(
      @Nullable Instant queuedAt, @Nullable Instant startDate, @Nullable Instant endDate) {}

  public @Nullable Instant queuedAt() {
    return moments.queuedAt;
  }

  public @Nullable Instant startDate() {
    return moments.startDate;
  }

  public @Nullable Instant endDate() {
    return moments.endDate;
  }
}
