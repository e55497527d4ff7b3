package io.orchestrator.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long runs are kept that have ended. A run goes when either limit says so.
 *
 * @param maxAge since the run's end; absent for no limit
 * @param maxRuns most ended runs of a DAG, those that ended last; absent for no limit
 */
public record RunRetention(@Nullable Duration maxAge, @Nullable Integer maxRuns) {
  /** Nothing is ever deleted. */
  public static final RunRetention FOR_EVER = new RunRetention(null, null);

  /** Shorter is more likely a wrong unit than a wish. */
  public static final Duration LEAST_AGE = Duration.ofHours(1);

  /** Whether there is any limit. */
  public boolean limited() {
    return maxAge != null || maxRuns != null;
  }
}
