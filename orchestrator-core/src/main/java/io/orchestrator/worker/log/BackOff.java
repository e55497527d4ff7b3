package io.orchestrator.worker.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When to try again. One for all uploads: they share the place that fails. */
final class BackOff {
  private static final int WORTH_A_WORD = 3;
  private final Duration first;
  private final Duration longest;
  private int failures;
  private Instant until = Instant.MIN;
  private @Nullable Instant since;
  private @Nullable String lastError;

  BackOff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  synchronized boolean over(Instant now) {
    return !now.isBefore(until);
  }

  /** Whether people should hear of it: once for an outage, not for what passes by itself. */
  synchronized boolean failed(Instant now, String error) {
    Duration pause = first.multipliedBy(1L << Math.min(failures, 16));
    until = now.plus(pause.compareTo(longest) > 0 ? longest : pause);
    failures++;
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
