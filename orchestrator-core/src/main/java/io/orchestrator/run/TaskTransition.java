package io.orchestrator.run;

import io.orchestrator.run.TaskInstance.TaskTimes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decided change of one task instance, legal by {@link TaskLifecycle}. Applied by compare-and-set
 * on {@code before}'s state and epoch.
 *
 * @param before the row as it was read; its {@code maxTries} is written back, so a clear raises it
 *     by handing in a row with more
 * @param to the new state
 * @param tryNumber try number after the change
 * @param reason one line for people, kept with the row and in the audit log; may be empty
 * @param at the database's now
 */
public record TaskTransition(
    TaskInstance before,
    TaskState to,
    TransitionCause cause,
    int tryNumber,
    String reason,
    Instant at,
    @Nullable Instant retryAt) {

  public TaskTransition {
    TaskLifecycle.require(before.state(), cause, to);
  }

  /** The row after the change. A claim still has to say {@link #claimedBy who holds it}. */
  public TaskInstance after() {
    boolean held = to.executing();
    return new TaskInstance(
        before.id(),
        before.runPk(),
        before.taskId(),
        before.mapIndex(),
        to,
        tryNumber,
        before.maxTries(),
        held ? before.epoch() : null,
        to == TaskState.NONE || to == TaskState.SCHEDULED ? null : before.worker(),
        timesAfter(),
        beginsAnew() || to == TaskState.UP_FOR_RETRY ? null : before.decision(),
        reason.isEmpty() ? null : reason,
        dropsWork() ? null : before.externalId(),
        workTryAfter());
  }

  /** Whether the next try knows nothing of this one. */
  public boolean beginsAnew() {
    return to == TaskState.NONE || before.state() == TaskState.UP_FOR_RETRY;
  }

  /**
   * Whether remote work of the try is over with it. That of a lost worker goes on without it: the
   * next try finds it by the same key instead of beginning it a second time.
   */
  public boolean dropsWork() {
    boolean lostAtWork =
        cause == TransitionCause.WORKER_LOST_WILL_RETRY && before.state() == TaskState.RUNNING;
    return to == TaskState.NONE || (to == TaskState.UP_FOR_RETRY && !lostAtWork);
  }

  private int workTryAfter() {
    if (dropsWork()) {
      return 0;
    }
    return to == TaskState.SCHEDULED && before.workTry() == 0 ? tryNumber : before.workTry();
  }

  /** The row after a claim. */
  public TaskInstance claimedBy(String worker, UUID epoch, Instant leaseUntil) {
    TaskInstance row = after();
    TaskTimes t = row.times();
    return new TaskInstance(
        row.id(),
        row.runPk(),
        row.taskId(),
        row.mapIndex(),
        row.state(),
        row.tryNumber(),
        row.maxTries(),
        epoch,
        worker,
        new TaskTimes(
            t.scheduledAt(),
            t.queuedAt(),
            t.startDate(),
            t.endDate(),
            t.retryAt(),
            t.firstPokeAt(),
            leaseUntil),
        row.decision(),
        row.reason(),
        row.externalId(),
        row.workTry());
  }

  /** The try that this change ends, if it ends one. */
  public Optional<Attempt> endedTry() {
    boolean open =
        switch (before.state()) {
          case QUEUED, RUNNING, RESTARTING, UP_FOR_RESCHEDULE, DEFERRED -> true;
          case SCHEDULED -> before.times().firstPokeAt() != null;
          case NONE, UP_FOR_RETRY, SUCCESS, FAILED, SKIPPED, UPSTREAM_FAILED, REMOVED -> false;
        };
    boolean ends = to.finished() || to == TaskState.UP_FOR_RETRY;
    if (!open || !ends) {
      return Optional.empty();
    }
    TaskTimes t = before.times();
    return Optional.of(
        new Attempt(
            before.id(),
            before.tryNumber(),
            to,
            before.worker(),
            t.queuedAt(),
            t.startDate(),
            at,
            reason.isEmpty() ? null : reason));
  }

  private TaskTimes timesAfter() {
    TaskTimes t = before.times();
    boolean poked = t.firstPokeAt() != null;
    return switch (to) {
      case NONE -> TaskTimes.NONE;
      case SCHEDULED ->
          new TaskTimes(
              cause == TransitionCause.HANDED_BACK ? t.scheduledAt() : at,
              null,
              poked ? t.startDate() : null,
              null,
              null,
              t.firstPokeAt(),
              null);
      case QUEUED -> times(at, t.startDate(), null, null, t.firstPokeAt(), t.leaseUntil());
      case RUNNING ->
          times(
              t.queuedAt(),
              poked ? t.startDate() : at,
              null,
              null,
              t.firstPokeAt(),
              t.leaseUntil());
      case RESTARTING ->
          times(t.queuedAt(), t.startDate(), null, null, t.firstPokeAt(), t.leaseUntil());
      case UP_FOR_RETRY -> times(t.queuedAt(), t.startDate(), at, retryAt, null, null);
      case UP_FOR_RESCHEDULE, DEFERRED ->
          times(
              t.queuedAt(),
              t.startDate(),
              null,
              retryAt,
              poked ? t.firstPokeAt() : t.startDate(),
              null);
      case SUCCESS, FAILED, SKIPPED, UPSTREAM_FAILED, REMOVED ->
          times(
              t.queuedAt(),
              t.startDate() == null ? at : t.startDate(),
              t.endDate() == null ? at : t.endDate(),
              null,
              t.firstPokeAt(),
              null);
    };
  }

  private TaskTimes times(
      @Nullable Instant queuedAt,
      @Nullable Instant startDate,
      @Nullable Instant endDate,
      @Nullable Instant nextTryAt,
      @Nullable Instant firstPokeAt,
      @Nullable Instant leaseUntil) {
    return new TaskTimes(
        before.times().scheduledAt(),
        queuedAt,
        startDate,
        endDate,
        nextTryAt,
        firstPokeAt,
        leaseUntil);
  }
}
