package io.orchestrator.execution;

import io.orchestrator.timetable.DataInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One claimed attempt: all a worker needs to run it.
 *
 * @param version whose code is run
 * @param claimedAt when it was claimed, by the clock of {@link Begun#firstPokeAt}
 */
public record WorkItem(
    AttemptToken token,
    Task task,
    Version version,
    Run run,
    Begun begun,
    Instant claimedAt,
    Limits limits) {

  /**
   * Which try of which task.
   *
   * @param mapIndex −1 for a task that is not mapped
   */
  public record Task(String dagId, String runId, String taskId, int mapIndex, int tryNumber) {}

  /**
   * A version of the DAG.
   *
   * @param structureHash refused when the loaded code's hash differs
   * @param codeHash SHA-256 (hex) of its code, which other versions may have, too; absent from a
   *     server that does not say
   */
  public record Version(UUID id, String structureHash, @Nullable String codeHash) {}

  /**
   * What the task may know of its run.
   *
   * @param logicalDate absent for runs without one
   * @param conf JSON values
   */
  public record Run(
      @Nullable Instant logicalDate, @Nullable DataInterval interval, Map<String, Object> conf) {
    public Run {
      conf = Collections.unmodifiableMap(new LinkedHashMap<>(conf));
    }
  }

  /**
   * What was begun before.
   *
   * @param externalId remote work that an earlier worker began and this one goes on with
   * @param firstTry the try that began it: this one, or the one whose worker was lost
   * @param firstPokeAt for sensors poked before in this try: when the first poke began
   */
  public record Begun(@Nullable String externalId, int firstTry, @Nullable Instant firstPokeAt) {}

  /**
   * How often and how long.
   *
   * @param maxTries tries in all, for people
   * @param executionTimeout longest wall-clock time of the try; for sensors from its first poke
   * @param lease without a heartbeat for this long the attempt is taken away
   */
  public record Limits(int maxTries, @Nullable Duration executionTimeout, Duration lease) {}
}
