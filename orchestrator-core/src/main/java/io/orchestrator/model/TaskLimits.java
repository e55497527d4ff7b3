package io.orchestrator.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds on one task.
 *
 * @param pool name of the pool whose slots it takes
 * @param poolSlots slots it takes, 1 or more
 * @param maxActiveAcrossRuns most queued and running instances of the task over all runs
 * @param maxActivePerRun most queued and running instances of the task in one run
 * @param executionTimeout longest wall-clock time of one try; for sensors from its first poke
 */
public record TaskLimits(
    String pool,
    int poolSlots,
    @Nullable Integer maxActiveAcrossRuns,
    @Nullable Integer maxActivePerRun,
    @Nullable Duration executionTimeout) {
  public static final String DEFAULT_POOL = "default_pool";
  public static final TaskLimits DEFAULT = new TaskLimits(DEFAULT_POOL, 1, null, null, null);
}
