package io.orchestrator.run;

import io.orchestrator.model.BranchDecision;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One task in one run: the live row. Its state changes by a {@link TaskTransition} only; earlier
 * tries are kept as {@link Attempt}s.
 *
 * @param id stable over all tries of this row
 * @param times the moments of the current try
 */
public record TaskInstance(
    UUID id, Key key, Status status, Tries tries, Hold hold, TaskTimes times, Work work) {

  /**
   * Where it belongs.
   *
   * @param runPk {@link DagRun#id()}
   * @param mapIndex −1 when not mapped
   */
  public record Key(long runPk, String taskId, int mapIndex) {}

  /**
   * How it stands.
   *
   * @param reason one line for people on why it is in this state (skip reason, failure)
   * @param decision for finished branches: what runs below
   */
  public record Status(
      TaskState state, @Nullable String reason, @Nullable BranchDecision decision) {}

  /**
   * Its tries.
   *
   * @param number 0 before the first try, then the current or last try
   * @param max last try that may still be followed by a retry: retries, raised by clear
   */
  public record Tries(int number, int max) {}

  /**
   * Who has it.
   *
   * @param epoch token of the current claim; absent when nobody holds it
   * @param worker name of the worker that holds or last held it
   */
  public record Hold(@Nullable UUID epoch, @Nullable String worker) {
    public static final Hold NOBODY = new Hold(null, null);
  }

  /**
   * Remote work of the task.
   *
   * @param externalId what is at hand (query id)
   * @param firstTry the try that began it, 0 before the first: a try that follows a lost worker
   *     goes on with what that one had begun, any other try begins anew
   */
  public record Work(@Nullable String externalId, int firstTry) {
    public static final Work NONE = new Work(null, 0);
  }

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

    TaskTimes withLease(Instant until) {
      return new TaskTimes(scheduledAt, queuedAt, startDate, endDate, retryAt, firstPokeAt, until);
    }
  }

  /**
   * An instance that has not begun.
   *
   * @param retries tries that may follow the first
   */
  public static TaskInstance fresh(UUID id, Key key, int retries) {
    Status none = new Status(TaskState.NONE, null, null);
    return new TaskInstance(
        id, key, none, new Tries(0, retries), Hold.NOBODY, TaskTimes.NONE, Work.NONE);
  }

  TaskInstance withMaxTries(int most) {
    return new TaskInstance(id, key, status, new Tries(tries.number, most), hold, times, work);
  }

  public TaskInstance withHold(Hold holder, Instant leaseUntil) {
    return new TaskInstance(id, key, status, tries, holder, times.withLease(leaseUntil), work);
  }

  /** With what its worker reported; absent parts stay. */
  public TaskInstance withReport(@Nullable String externalId, @Nullable BranchDecision decision) {
    BranchDecision decided = decision == null ? status.decision : decision;
    Status reported = new Status(status.state, status.reason, decided);
    Work begun = externalId == null ? work : new Work(externalId, work.firstTry);
    return new TaskInstance(id, key, reported, tries, hold, times, begun);
  }

  public long runPk() {
    return key.runPk;
  }

  public String taskId() {
    return key.taskId;
  }

  public int mapIndex() {
    return key.mapIndex;
  }

  public TaskState state() {
    return status.state;
  }

  public @Nullable String reason() {
    return status.reason;
  }

  public @Nullable BranchDecision decision() {
    return status.decision;
  }

  public int tryNumber() {
    return tries.number;
  }

  public int maxTries() {
    return tries.max;
  }

  public @Nullable UUID epoch() {
    return hold.epoch;
  }

  public @Nullable String worker() {
    return hold.worker;
  }

  public @Nullable String externalId() {
    return work.externalId;
  }
}
