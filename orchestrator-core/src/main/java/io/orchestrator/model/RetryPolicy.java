package io.orchestrator.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often and when a failed task is tried again.
 *
 * @param retries further tries after the first, 0 or more
 * @param delay wait after a failed try, before back-off
 * @param backoffMultiplier 0 or 1 for a constant delay; otherwise the factor per try
 * @param maxDelay upper bound of the wait, absent for Airflow's 24 h
 */
public record RetryPolicy(
    int retries, Duration delay, double backoffMultiplier, @Nullable Duration maxDelay) {
  /** Airflow's defaults: no retries, five minutes. */
  public static final RetryPolicy DEFAULT = new RetryPolicy(0, Duration.ofMinutes(5), 0, null);
}
