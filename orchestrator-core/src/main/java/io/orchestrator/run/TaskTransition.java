package io.orchestrator.run;

import io.orchestrator.run.TaskInstance.Hold;
import io.orchestrator.run.TaskInstance.Status;
import io.orchestrator.run.TaskInstance.TaskTimes;
import io.orchestrator.run.TaskInstance.Tries;
import io.orchestrator.run.TaskInstance.Work;
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

  /** A change within the same try, without words. */
  public static TaskTransition of(
      TaskInstance before, TaskState to, TransitionCause cause, Instant at) {
    return new TaskTransition(before, to, cause, before.tryNumber(), "", at, null);
  }

  public TaskTransition because(String words) {
    return new TaskTransition(before, to, cause, tryNumber, words, at, retryAt);
  }

  public TaskTransition inTry(int number) {
    return new TaskTransition(before, to, cause, number, reason, at, retryAt);
  }

  /**
   * The task is looked at again, at the earliest.
   *
   * @param due for the next try or poke
   */
  public TaskTransition notBefore(Instant due) {
    return new TaskTransition(before, to, cause, tryNumber, reason, at, due);
  }

  /**
   * The same change of the row as it is now, in the same state and epoch: what its worker reported
   * since it was read (external id, decision, a longer lease) is kept.
   */
  public TaskTransition onto(TaskInstance now) {
    return new TaskTransition(
        now.withMaxTries(before.maxTries()), to, cause, tryNumber, reason, at, retryAt);
  }

  /** The row after the change. A claim still has to say {@link #claimedBy who holds it}. */
  public TaskInstance after() {
    UUID epoch = to.executing() ? before.epoch() : null;
    boolean waits = to == TaskState.NONE || to == TaskState.SCHEDULED;
    return new TaskInstance(
        before.id(),
        before.key(),
        new Status(to, words(), dropsDecision() ? null : before.decision()),
        new Tries(tryNumber, before.maxTries()),
        new Hold(epoch, waits ? null : before.worker()),
        timesAfter(),
        workAfter());
  }

  private @Nullable String words() {
    return reason.isEmpty() ? null : reason;
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

  /** Whether what a branch decided is decided again. */
  public boolean dropsDecision() {
    return beginsAnew() || to == TaskState.UP_FOR_RETRY;
  }

  private Work workAfter() {
    Work work = before.work();
    if (dropsWork()) {
      return Work.NONE;
    }
    return to == TaskState.SCHEDULED && work.firstTry() == 0
        ? new Work(work.externalId(), tryNumber)
        : work;
  }

  /** The row after a claim. */
  public TaskInstance claimedBy(String worker, UUID epoch, Instant leaseUntil) {
    return after().withHold(new Hold(epoch, worker), leaseUntil);
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
            new Attempt.Moments(t.queuedAt(), t.startDate(), at),
            words()));
  }

  private TaskTimes timesAfter() {
    TaskTimes t = before.times();
    return switch (to) {
      case NONE -> TaskTimes.NONE;
      case SCHEDULED -> scheduled(t);
      case QUEUED -> times(at, t.startDate(), null, null, t.firstPokeAt(), t.leaseUntil());
      case RUNNING -> running(t, t.firstPokeAt() == null ? at : t.startDate());
      case RESTARTING -> held(t.startDate());
      case UP_FOR_RETRY -> times(t.queuedAt(), t.startDate(), at, retryAt, null, null);
      case UP_FOR_RESCHEDULE, DEFERRED ->
          times(t.queuedAt(), t.startDate(), null, retryAt, firstPoke(t), null);
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

  /** A sensor that was poked before has begun already. */
  private TaskTimes scheduled(TaskTimes t) {
    return new TaskTimes(
        cause == TransitionCause.HANDED_BACK ? t.scheduledAt() : at,
        null,
        t.firstPokeAt() == null ? null : t.startDate(),
        null,
        null,
        t.firstPokeAt(),
        null);
  }

  /** A claim by a worker that is connected is its start: it waits in no queue. */
  private TaskTimes running(TaskTimes t, @Nullable Instant start) {
    return cause == TransitionCause.CLAIMED
        ? times(at, start, null, null, t.firstPokeAt(), t.leaseUntil())
        : held(start);
  }

  private TaskTimes held(@Nullable Instant start) {
    TaskTimes t = before.times();
    return times(t.queuedAt(), start, null, null, t.firstPokeAt(), t.leaseUntil());
  }

  private static @Nullable Instant firstPoke(TaskTimes t) {
    return t.firstPokeAt() == null ? t.startDate() : t.firstPokeAt();
  }

  private TaskTimes times(
      @Nullable Instant queued,
      @Nullable Instant start,
      @Nullable Instant end,
      @Nullable Instant due,
      @Nullable Instant firstPoke,
      @Nullable Instant lease) {
    Instant scheduled = before.times().scheduledAt();
    return new TaskTimes(scheduled, queued, start, end, due, firstPoke, lease);
  }
}
