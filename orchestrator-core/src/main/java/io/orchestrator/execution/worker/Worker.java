package io.orchestrator.execution.worker;

import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.StartReport;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.http.CallRefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims attempts up to its slots and sees each to its report. {@link #claim}, {@link #beat} and
 * {@link #watch} are one turn each of the loops that {@link WorkerThreads} drives; tests drive them
 * by hand.
 */
final class Worker implements Attempt.Owner {
  static final Duration LONG_POLL = Duration.ofSeconds(20);
  private static final Duration LONGEST_BEAT = Duration.ofSeconds(5);
  private static final int BEATS_PER_LEASE = 3;

  /** What ignores its interrupt for so long is reported without it. */
  static final Duration IGNORED = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private final WorkerInfo info;
  private final Surroundings around;
  private final Troubles troubles;

  /** From claim until the server has answered the report: these are kept alive by heartbeats. */
  private final Map<AttemptToken, Attempt> held = new HashMap<>();

  /** Whose thread has not ended. */
  private final Set<Attempt> threads = new HashSet<>();

  private boolean stopping;
  private boolean halted;
  private Duration shortestLease = LONGEST_BEAT.multipliedBy(BEATS_PER_LEASE);

  Worker(WorkerInfo info, Surroundings around) {
    this.info = info;
    this.around = around;
    this.troubles = new Troubles(around.waits());
  }

  /** Waits for the server, then says that this worker is there. */
  void register() throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        around.api().register(info);
        troubles.succeeded();
        return;
      } catch (RuntimeException e) {
        troubles.failed(e);
      }
      around.waits().pause(pause);
      pause = longer(pause);
    }
  }

  /**
   * One turn of claiming: waits for a free slot, then for work.
   *
   * @return false when the worker stops
   */
  boolean claim() throws InterruptedException {
    int free = awaitFreeSlot();
    if (free == 0) {
      return false;
    }
    List<WorkItem> items;
    try {
      items = around.api().claim(info, free, LONG_POLL.toMillis());
      troubles.succeeded();
    } catch (RuntimeException e) {
      if (Thread.interrupted() || stopping()) {
        return false;
      }
      troubles.failed(e);
      around.waits().pause(FIRST_PAUSE.multipliedBy(10));
      return true;
    }
    List<Attempt> taken = items.stream().flatMap(item -> take(item).stream()).toList();
    if (!taken.isEmpty()) {
      spawn(taken.get(0), () -> startAll(taken), taken);
    }
    return true;
  }

  private synchronized int awaitFreeSlot() throws InterruptedException {
    while (!stopping && threads.size() >= info.slots()) {
      wait();
    }
    return stopping ? 0 : info.slots() - threads.size();
  }

  /** Empty when the worker stops: goodbye hands back what was not started. */
  private synchronized Optional<Attempt> take(WorkItem item) {
    if (stopping) {
      return Optional.empty();
    }
    Attempt attempt = new Attempt(item, info, around, this);
    held.put(item.token(), attempt);
    threads.add(attempt);
    shortestLease = shortestLease.compareTo(item.lease()) < 0 ? shortestLease : item.lease();
    return Optional.of(attempt);
  }

  /** Starts what was taken together with one call, then runs each on a thread of its own. */
  private void startAll(List<Attempt> taken) {
    List<Attempt> started = new ArrayList<>(taken);
    Set<AttemptToken> gone = new HashSet<>(gone(taken));
    started.removeIf(attempt -> gone.contains(attempt.item().token()));
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
      spawn("task-" + named.name(), work);
    } catch (OutOfMemoryError e) {
      LOG.error("No thread could be made for {}", named.name(), e);
      concerned.forEach(Attempt::neverRun);
    }
  }

  private List<AttemptToken> gone(List<Attempt> taken) {
    List<AttemptToken> tokens = taken.stream().map(attempt -> attempt.item().token()).toList();
    try {
      return around.api().start(tokens, new StartReport(info.name(), info.hostname(), info.pid()));
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.warn(
          "{} were not started, because the server did not confirm it: {}. The server hands them"
              + " out again when their leases end.",
          taken.stream().map(Attempt::name).toList(),
          e.getMessage());
      return tokens;
    }
  }

  /** Wait between two heartbeats. */
  synchronized Duration beatInterval() {
    Duration third = shortestLease.dividedBy(BEATS_PER_LEASE);
    return third.compareTo(LONGEST_BEAT) < 0 ? third : LONGEST_BEAT;
  }

  /** One heartbeat for all attempts; whether the server answered. */
  boolean beat() {
    Map<AttemptToken, Attempt> running;
    synchronized (this) {
      running = new HashMap<>(held);
    }
    long sentAt = around.waits().nanos();
    List<AttemptToken> gone;
    try {
      gone = around.api().heartbeat(info, List.copyOf(running.keySet()));
      troubles.succeeded();
    } catch (RuntimeException e) {
      troubles.failed(e);
      return false;
    }
    running.forEach(
        (token, attempt) -> {
          if (gone.contains(token)) {
            attempt.end(false, "It was cleared, marked or taken away by others.");
          } else {
            attempt.leaseConfirmed(sentAt);
          }
        });
    return true;
  }

  /** Looks at deadlines: leases, execution time-outs, code that ignores its end. */
  void watch() {
    long now = around.waits().nanos();
    for (Attempt attempt : alive()) {
      if (attempt.ending().isPresent()) {
        long since = now - attempt.ending().get().at();
        if (since > IGNORED.toNanos()) {
          attempt.abandon();
        }
      } else if (attempt.leaseInDanger(now)) {
        attempt.end(
            false,
            "The server did not answer for so long that the attempt's lease may end. It is ended"
                + " here before it can be started elsewhere.");
      } else {
        checkTimeout(attempt, now);
      }
    }
  }

  private static void checkTimeout(Attempt attempt, long now) {
    Duration most = attempt.item().executionTimeout();
    if (most != null && attempt.running(now).filter(d -> d.compareTo(most) > 0).isPresent()) {
      attempt.end(true, "The task timed out after " + seconds(most) + " s (executionTimeout).");
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
    if (!awaitEnds(grace)) {
      alive().forEach(a -> a.end(true, "The worker " + info.name() + " was stopped."));
      awaitEnds(lastWords);
      alive().forEach(Attempt::abandon);
    }
    awaitAnswers(lastWords);
    if (!lastWords.isZero()) {
      // What a claim under way had still been given.
      goodbye();
    }
    synchronized (this) {
      halted = true;
    }
  }

  /** From now on nothing new is started. */
  synchronized void beginStop() {
    stopping = true;
    notifyAll();
  }

  WorkerInfo info() {
    return info;
  }

  /** A task that called System.exit waits for us, and we must not wait for it. */
  private void endCallersOfExit() {
    for (Attempt attempt : alive()) {
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

  private synchronized boolean awaitEnds(Duration most) throws InterruptedException {
    return await(most, threads::isEmpty);
  }

  private synchronized void awaitAnswers(Duration most) throws InterruptedException {
    if (!await(most, held::isEmpty)) {
      LOG.warn("{} reports were not answered; their leases will end.", held.size());
    }
  }

  private boolean await(Duration most, java.util.function.BooleanSupplier done)
      throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (!done.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  synchronized boolean stopping() {
    return stopping;
  }

  private synchronized List<Attempt> alive() {
    return new ArrayList<>(threads);
  }

  private synchronized boolean halted() {
    return halted;
  }

  /** Attempts whose threads are alive. */
  synchronized int busy() {
    return threads.size();
  }

  @Override
  public void spawn(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void slotFree(Attempt attempt) {
    threads.remove(attempt);
    notifyAll();
  }

  @Override
  public synchronized void dropped(Attempt attempt) {
    held.remove(attempt.item().token());
    notifyAll();
  }

  /** Until it is answered: OK and GONE are both the end of it. */
  @Override
  public void report(Attempt attempt, FinishReport report) {
    Duration pause = FIRST_PAUSE;
    while (!halted()) {
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
        if (e.status() != UNAUTHORIZED && e.status() != FORBIDDEN) {
          LOG.error("The report of {} was refused and is given up", attempt.name(), e);
          dropped(attempt);
          return;
        }
        troubles.failed(e);
      } catch (RuntimeException e) {
        troubles.failed(e);
      }
      try {
        around.waits().pause(pause);
      } catch (InterruptedException e) {
        // Nobody interrupts a report; and if: it is not given up for that.
        LOG.debug("A report was interrupted", e);
      }
      pause = longer(pause);
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? Long.toString(duration.toSeconds())
        : Double.toString(duration.toMillis() / 1000.0);
  }
}
