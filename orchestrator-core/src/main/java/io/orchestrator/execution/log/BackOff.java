package io.orchestrator.execution.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When to try again. One for all uploads: they share the place that fails. */
final class BackOff {
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

  /** Whether this is the first failure in a row. */
  synchronized boolean failed(Instant now, String error) {
    Duration pause = first.multipliedBy(1L << Math.min(failures, 16));
    until = now.plus(pause.compareTo(longest) > 0 ? longest : pause);
    failures++;
    lastError = error;
    since = since == null ? now : since;
    return failures == 1;
  }

  /** Whether failures went before. */
  synchronized boolean succeeded() {
    boolean after = failures > 0;
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
