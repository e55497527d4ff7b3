package io.orchestrator.run;

import io.orchestrator.model.BranchDecision;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One task in one run: the live row. Earlier tries are kept as {@link Attempt}s.
 *
 * @param id stable over all tries of this row
 * @param runPk {@link DagRun#id()}
 * @param mapIndex −1 when not mapped
 * @param tryNumber 0 before the first try, then the current or last try
 * @param maxTries last try that may still be followed by a retry: retries, raised by clear
 * @param epoch token of the current claim; absent when nobody holds it
 * @param worker name of the worker that holds or last held it
 * @param times the moments of the current try
 * @param decision for finished branches: what runs below
 * @param reason one line for people on why it is in this state (skip reason, failure)
 * @param externalId remote work at hand (query id)
 * @param workTry the try that began the work at hand, 0 before the first: a try that follows a lost
 *     worker goes on with what that one had begun, any other try begins anew
 */
public record TaskInstance(
    UUID id,
    long runPk,
    String taskId,
    int mapIndex,
    TaskState state,
    int tryNumber,
    int maxTries,
    @Nullable UUID epoch,
    @Nullable String worker,
    TaskTimes times,
    @Nullable BranchDecision decision,
    @Nullable String reason,
    @Nullable String externalId,
    int workTry) {

  /**
   * Moments of the current try, by the database's clock.
   *
   * @param retryAt earliest next try, in up_for_retry; earliest next poke, in up_for_reschedule
   * @param firstPokeAt for sensors: when the first poke of this try began
   * @param leaseUntil until when the claim is valid without a heartbeat
   */
  public record TaskTimes(
      @Nullable Instant scheduledAt,
      @Nullable Instant queuedAt,
      @Nullable Instant startDate,
      @Nullable Instant endDate,
      @Nullable Instant retryAt,
      @Nullable Instant firstPokeAt,
      @Nullable Instant leaseUntil) {
    public static final TaskTimes NONE = new TaskTimes(null, null, null, null, null, null, null);
  }
}
