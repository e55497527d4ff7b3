package io.orchestrator.worker;

import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.http.CallRefusedException;
import io.orchestrator.model.BackOff;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims attempts up to its slots, starts them, and sees each to its report; what keeps or ends
 * them meanwhile is {@link KeepAlive}. {@link #claim} is one turn of a loop that {@link
 * WorkerThreads} drives; tests drive it by hand.
 */
final class Worker implements Attempt.Owner {
  static final Duration LONG_POLL = Duration.ofSeconds(20);
  private static final Duration AFTER_FAILED_CLAIM = Duration.ofSeconds(1);

  /** Between tries of one call. */
  static final BackOff PAUSES = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(5));

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private final WorkerInfo info;
  private final Surroundings around;
  private final Troubles troubles;
  private final Starts starts;
  private final HeldAttempts attempts;
  private final KeepAlive keepAlive;
  private final DiskWatch disk;
  private final AttemptThreads threads = new AttemptThreads();

  Worker(WorkerInfo info, Surroundings around) {
    this.info = info;
    this.around = around;
    this.troubles = new Troubles(around.waits());
    this.attempts = new HeldAttempts(info.slots());
    this.starts = new Starts(info, around, troubles, attempts::stopping);
    this.disk = new DiskWatch(around.disk(), around.waits());
    this.keepAlive = new KeepAlive(info, around, attempts, troubles, disk);
  }

  /** Waits for the server, then says that this worker is there. */
  void register() throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        around.api().register(info);
        troubles.succeeded();
        return;
      } catch (RuntimeException e) {
        troubles.failed(e);
      }
      around.waits().pause(PAUSES.after(failures));
    }
  }

  /**
   * One turn of claiming: waits for a free slot, then for work.
   *
   * @return false when the worker stops
   */
  boolean claim() throws InterruptedException {
    int free = attempts.awaitFreeSlot();
    if (free == 0) {
      return false;
    }
    if (!disk.writable()) {
      around.waits().pause(AFTER_FAILED_CLAIM);
      return true;
    }
    List<WorkItem> items;
    try {
      items = around.api().claim(info, free, LONG_POLL.toMillis());
      troubles.succeeded();
    } catch (RuntimeException e) {
      if (Thread.interrupted() || attempts.stopping()) {
        return false;
      }
      troubles.failed(e);
      around.waits().pause(AFTER_FAILED_CLAIM);
      return true;
    }
    List<Attempt> taken = items.stream().flatMap(item -> take(item).stream()).toList();
    if (!taken.isEmpty()) {
      spawn(taken.get(0), () -> startAll(taken), taken);
    }
    return true;
  }

  /** Empty when the worker stops: goodbye hands back what was not started. */
  private Optional<Attempt> take(WorkItem item) {
    Attempt attempt = new Attempt(item, info, around, this);
    if (attempts.add(attempt)) {
      return Optional.of(attempt);
    }
    around.api().forget(item.token());
    return Optional.empty();
  }

  /** Starts what was taken together with one call, then runs each on a thread of its own. */
  private void startAll(List<Attempt> taken) {
    if (!disk.writable()) {
      // In the same try, as none of their code has run.
      taken.forEach(Attempt::neverRun);
      goodbye();
      return;
    }
    List<Attempt> started = starts.confirmed(taken);
    taken.stream().filter(attempt -> !started.contains(attempt)).forEach(Attempt::neverRun);
    for (Attempt other : started.subList(Math.min(1, started.size()), started.size())) {
      spawn(other, other::run, List.of(other));
    }
    if (!started.isEmpty()) {
      Thread.currentThread().setName("task-" + started.get(0).name());
      started.get(0).run();
    }
  }

  /** What finds no thread is let go: its lease ends, and it is handed out again. */
  private void spawn(Attempt named, Runnable work, List<Attempt> concerned) {
    try {
      threads.start("task-" + named.name(), work);
    } catch (OutOfMemoryError e) {
      LOG.error("No thread could be made for {}", named.name(), e);
      concerned.forEach(Attempt::neverRun);
    }
  }

  /**
   * Stops claiming, hands back what was not started, lets attempts end for a while, then ends and
   * reports them.
   *
   * @param grace for running attempts
   * @param lastWords longest wait for reports after that
   */
  void stop(Duration grace, Duration lastWords) throws InterruptedException {
    beginStop();
    if (!lastWords.isZero()) {
      goodbye();
    }
    endCallersOfExit();
    if (!attempts.awaitEnds(grace)) {
      attempts.alive().forEach(a -> a.end(true, "The worker " + info.name() + " was stopped."));
      attempts.awaitEnds(lastWords);
      attempts.alive().forEach(Attempt::abandon);
    }
    attempts.awaitAnswers(lastWords);
    if (!lastWords.isZero()) {
      // What a claim under way had still been given.
      goodbye();
    }
    attempts.halt();
  }

  /** From now on nothing new is started. */
  void beginStop() {
    attempts.stop();
  }

  KeepAlive keepAlive() {
    return keepAlive;
  }

  /** Attempts whose threads are alive. */
  int busy() {
    return attempts.busy();
  }

  WorkerInfo info() {
    return info;
  }

  /** A task that called System.exit waits for us, and we must not wait for it. */
  private void endCallersOfExit() {
    for (Attempt attempt : attempts.alive()) {
      for (StackTraceElement frame : attempt.stack()) {
        if (frame.getClassName().equals("java.lang.Shutdown")) {
          attempt.end(true, "The task called System.exit, which ends the whole worker.");
          attempt.abandon();
          slotFree(attempt);
          break;
        }
      }
    }
  }

  private void goodbye() {
    try {
      around.api().goodbye(info);
    } catch (RuntimeException e) {
      LOG.warn("Goodbye was not heard: {}. The server finds out by itself.", e.getMessage());
    }
  }

  @Override
  public void spawn(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void slotFree(Attempt attempt) {
    attempts.slotFree(attempt);
  }

  @Override
  public void dropped(Attempt attempt) {
    around.api().forget(attempt.item().token());
    attempts.dropped(attempt);
  }

  /** Until it is answered: OK and GONE are both the end of it. */
  @Override
  public void report(Attempt attempt, FinishReport report) {
    for (int failures = 1; !attempts.halted(); failures++) {
      try {
        Answer answer = around.api().finish(attempt.item().token(), report);
        if (answer == Answer.GONE) {
          LOG.info("The end of {} came too late; it was taken away before.", attempt.name());
        }
        dropped(attempt);
        return;
      } catch (AttemptGoneException e) {
        dropped(attempt);
        return;
      } catch (CallRefusedException e) {
        if (!e.mayPass()) {
          LOG.error("The report of {} was refused and is given up", attempt.name(), e);
          dropped(attempt);
          return;
        }
        troubles.failed(e);
      } catch (RuntimeException e) {
        troubles.failed(e);
      }
      try {
        around.waits().pause(PAUSES.after(failures));
      } catch (InterruptedException e) {
        // Nobody interrupts a report; and if: it is not given up for that.
        LOG.debug("A report was interrupted", e);
      }
    }
  }
}
