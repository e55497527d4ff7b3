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
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims attempts up to its slots, starts them, and sees each to its report; what keeps or ends
 * them meanwhile is {@link KeepAlive}. {@link #claim} is one turn of a loop that {@link
 * WorkerThreads} drives; tests drive it by hand.
 */
final class Worker implements Attempt.Owner, StreamLink.Owner {
  static final Duration LONG_POLL = Duration.ofSeconds(20);
  private static final Duration DRAIN = Duration.ofSeconds(2);
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
  private final StreamLink link;
  private final AttemptThreads threads = new AttemptThreads();

  /**
   * @param process names this process by chance
   */
  Worker(WorkerInfo info, UUID process, Surroundings around) {
    this.info = info;
    this.around = around;
    this.troubles = new Troubles(around.waits());
    this.attempts = new HeldAttempts(info.slots());
    this.starts = new Starts(info, around, troubles, attempts::stopping);
    this.disk = new DiskWatch(around.disk(), around.waits());
    this.link = new StreamLink(info, process, around, attempts, troubles, disk, this);
    this.keepAlive = new KeepAlive(info, around, attempts, troubles, disk, link);
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
   * One turn of claiming: waits for a free slot, then for work. Nothing to do while a stream brings
   * it.
   *
   * @return false when the worker stops
   */
  boolean claim() throws InterruptedException {
    if (!link.awaitCalls()) {
      return !attempts.stopping();
    }
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
      link.tryAgain();
      around.waits().pause(AFTER_FAILED_CLAIM);
      return true;
    }
    List<Attempt> taken = items.stream().flatMap(item -> take(item).stream()).toList();
    if (!taken.isEmpty()) {
      spawn(taken.get(0), () -> startAll(taken), () -> taken.forEach(Attempt::neverRun));
    }
    return true;
  }

  /** Empty when the worker stops: goodbye hands back what was not started. */
  private Optional<Attempt> take(WorkItem item) {
    Attempt attempt = new Attempt(item, info, around, this, around.waits().nanos());
    if (attempts.add(attempt)) {
      return Optional.of(attempt);
    }
    around.api().forget(item.token());
    return Optional.empty();
  }

  /** What comes by the stream runs already by what is stored: nobody is asked. */
  @Override
  public void received(WorkItem item, long leaseFrom) {
    Attempt attempt = new Attempt(item, info, around, this, leaseFrom);
    if (attempts.add(attempt)) {
      spawn(attempt, () -> runReceived(attempt), () -> notBegun(attempt));
    } else {
      link.notBegun(item.token());
      around.api().forget(item.token());
    }
  }

  private void runReceived(Attempt attempt) {
    if (attempt.leaseInDanger(around.waits().nanos()) || !disk.writable()) {
      notBegun(attempt);
    } else {
      attempt.run();
    }
  }

  /** In the same try, as none of its code has run. */
  private void notBegun(Attempt attempt) {
    link.notBegun(attempt.item().token());
    attempt.neverRun();
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
      spawn(other, other::run, other::neverRun);
    }
    if (!started.isEmpty()) {
      Thread.currentThread().setName("task-" + started.get(0).name());
      started.get(0).run();
    }
  }

  /** What finds no thread is let go. */
  private void spawn(Attempt named, Runnable work, Runnable letGo) {
    try {
      threads.start("task-" + named.name(), work);
    } catch (OutOfMemoryError e) {
      LOG.error("No thread could be made for {}", named.name(), e);
      letGo.run();
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
      link.drain(lastWords.compareTo(DRAIN) < 0 ? lastWords : DRAIN);
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
    link.close();
  }

  /** From now on nothing new is started. */
  void beginStop() {
    attempts.stop();
  }

  StreamLink link() {
    return link;
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
    link.freed(attempts.slotFree(attempt), attempt.ran());
  }

  @Override
  public void dropped(Attempt attempt) {
    // First: a hello that knew it neither as held nor as over would have it handed back.
    link.unreported(attempt);
    attempts.dropped(attempt);
    link.freed(attempts.told(attempt), true);
  }

  private void forget(Attempt attempt) {
    around.api().forget(attempt.item().token());
    attempts.dropped(attempt);
  }

  @Override
  public void report(Attempt attempt, FinishReport report) {
    if (!link.ended(attempt, report)) {
      call(attempt, report);
    }
  }

  @Override
  public void tellByCalls(Attempt attempt, FinishReport report) {
    spawn("report-" + attempt.name(), () -> call(attempt, report));
  }

  @Override
  public void answered(Attempt attempt, Answer answer) {
    if (answer == Answer.GONE) {
      LOG.info("The end of {} came too late; it was taken away before.", attempt.name());
    }
    forget(attempt);
  }

  /** Until it is answered: OK and GONE are both the end of it. */
  private void call(Attempt attempt, FinishReport report) {
    for (int failures = 1; !attempts.halted(); failures++) {
      try {
        answered(attempt, around.api().finish(attempt.item().token(), report));
        return;
      } catch (AttemptGoneException e) {
        forget(attempt);
        return;
      } catch (CallRefusedException e) {
        if (!e.mayPass()) {
          LOG.error("The report of {} was refused and is given up", attempt.name(), e);
          link.unreported(attempt);
          attempts.dropped(attempt);
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
