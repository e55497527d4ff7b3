package io.orchestrator.run;

import io.orchestrator.model.RetryPolicy;
import java.time.Duration;
import java.time.Instant;

/** How the end of an attempt changes its task instance. Shared by server and DagTester. Pure. */
public final class AttemptEnd {
  private final RetryPolicy retry;
  private final RetryDelay.Subject subject;
  private final Instant now;

  /**
   * @param retry the task's policy
   * @param now the store's clock
   */
  public AttemptEnd(RetryPolicy retry, RetryDelay.Subject subject, Instant now) {
    this.retry = retry;
    this.subject = subject;
    this.now = now;
  }

  public TaskTransition succeeded(TaskInstance task) {
    return to(task, TaskState.SUCCESS, TransitionCause.SUCCEEDED);
  }

  public TaskTransition skippedItself(TaskInstance task, String reason) {
    return to(task, TaskState.SKIPPED, TransitionCause.SKIPPED_ITSELF).because(reason);
  }

  /** Retried while tries are left, unless the body said it is final. */
  public TaskTransition failed(TaskInstance task, String reason, boolean retryable) {
    return retryable && triesLeft(task)
        ? retry(task, TransitionCause.FAILED_WILL_RETRY, reason)
        : to(task, TaskState.FAILED, TransitionCause.FAILED).because(reason);
  }

  /** A sensor that pokes again, in the same try. */
  public TaskTransition notReady(TaskInstance task, String answer, Duration pause) {
    return to(task, TaskState.UP_FOR_RESCHEDULE, TransitionCause.NOT_READY)
        .because(answer)
        .notBefore(now.plus(pause));
  }

  /** The lease ended. What had not started goes back; what ran is retried while tries are left. */
  public TaskTransition lost(TaskInstance task) {
    String worker = task.worker() == null ? "its worker" : "worker " + task.worker();
    return switch (task.state()) {
      case QUEUED ->
          to(task, TaskState.SCHEDULED, TransitionCause.HANDED_BACK)
              .because(worker + " took it and was lost before it started");
      case RESTARTING ->
          to(task, TaskState.UP_FOR_RETRY, TransitionCause.WORKER_LOST_WILL_RETRY)
              .because("cleared while it ran")
              .notBefore(now);
      case RUNNING ->
          lostWhileRunning(task, worker + " was lost: its lease ended without a sign of life");
      case NONE,
          SCHEDULED,
          UP_FOR_RETRY,
          UP_FOR_RESCHEDULE,
          DEFERRED,
          SUCCESS,
          FAILED,
          SKIPPED,
          UPSTREAM_FAILED,
          REMOVED ->
          throw new IllegalTransitionException(
              task.state(), TransitionCause.WORKER_LOST, TaskState.FAILED);
    };
  }

  /**
   * Its program was never started, and its worker will not start it: same try. Of what runs only
   * its worker, or who was to bring it there, can know that.
   */
  public TaskTransition handedBack(TaskInstance task) {
    String worker = task.worker() == null ? "its worker" : "worker " + task.worker();
    return to(task, TaskState.SCHEDULED, TransitionCause.HANDED_BACK)
        .because("it did not begin on " + worker);
  }

  private TaskTransition lostWhileRunning(TaskInstance task, String reason) {
    return triesLeft(task)
        ? retry(task, TransitionCause.WORKER_LOST_WILL_RETRY, reason)
        : to(task, TaskState.FAILED, TransitionCause.WORKER_LOST).because(reason);
  }

  private TaskTransition retry(TaskInstance task, TransitionCause cause, String reason) {
    return to(task, TaskState.UP_FOR_RETRY, cause)
        .because(reason)
        .notBefore(now.plus(RetryDelay.after(retry, task.tryNumber(), subject)));
  }

  private static boolean triesLeft(TaskInstance task) {
    return task.tryNumber() <= task.maxTries();
  }

  private TaskTransition to(TaskInstance task, TaskState state, TransitionCause cause) {
    return TaskTransition.of(task, state, cause, now);
  }
}
