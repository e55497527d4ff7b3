package io.orchestrator.worker.log;

import io.orchestrator.model.BackOff;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Uploads that failed in a row, and when to try again. One for all: they share the place that
 * fails. Thread-safe.
 */
final class UploadFailures {
  private static final int WORTH_A_WORD = 3;
  private final BackOff pauses;
  private int failures;
  private Instant until = Instant.MIN;
  private @Nullable Instant since;
  private @Nullable String lastError;

  UploadFailures(BackOff pauses) {
    this.pauses = pauses;
  }

  synchronized boolean over(Instant now) {
    return !now.isBefore(until);
  }

  /** Whether people should hear of it: once for an outage, not for what passes by itself. */
  synchronized boolean failed(Instant now, String error) {
    failures++;
    until = now.plus(pauses.after(failures));
    lastError = error;
    since = since == null ? now : since;
    return failures == WORTH_A_WORD;
  }

  /** Whether people had heard of failures. */
  synchronized boolean succeeded() {
    boolean after = failures >= WORTH_A_WORD;
    failures = 0;
    until = Instant.MIN;
    since = null;
    lastError = null;
    return after;
  }

  synchronized Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }

  synchronized Optional<Instant> since() {
    return Optional.ofNullable(since);
  }
}
