package io.orchestrator.execution;

import io.orchestrator.timetable.DataInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One claimed attempt: all a worker needs to run it.
 *
 * @param dagVersionId version whose code is run
 * @param structureHash refused when the loaded code's hash differs
 * @param maxTries tries in all, for people
 * @param conf the run's conf
 * @param externalId remote work that an earlier worker began and this one goes on with
 * @param workTry the try that began it: this one, or the one whose worker was lost
 * @param firstPokeAt for sensors poked before in this try: when the first poke began
 * @param claimedAt when it was claimed, by the clock of {@code firstPokeAt}
 * @param executionTimeout longest wall-clock time of the try; for sensors from its first poke
 * @param lease without a heartbeat for this long the attempt is taken away
 * @param defaultParams the DAG's default params, as in its model
 */
public record WorkItem(
    AttemptToken token,
    String dagId,
    String runId,
    String taskId,
    int mapIndex,
    int tryNumber,
    int maxTries,
    UUID dagVersionId,
    String structureHash,
    @Nullable Instant logicalDate,
    @Nullable DataInterval interval,
    Instant runAfter,
    String runType,
    Map<String, Object> conf,
    Map<String, Object> defaultParams,
    @Nullable String externalId,
    int workTry,
    @Nullable Instant firstPokeAt,
    Instant claimedAt,
    @Nullable Duration executionTimeout,
    Duration lease) {}
