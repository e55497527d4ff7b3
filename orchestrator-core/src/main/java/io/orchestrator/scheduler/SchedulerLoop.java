package io.orchestrator.scheduler;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.store.Member.Identity;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreBusyException;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.store.Wakeups;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that drives the {@link Scheduler}. Ends of attempts, wake-ups and long polls that
 * arrive while a batch is written go into the next: under load many share one commit. Without
 * anything to do it sleeps until the next sweep.
 */
public final class SchedulerLoop implements Dispatch, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SchedulerLoop.class);
  private static final int BATCH = 256;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final Object SIGNAL = new Object();
  private final Scheduler scheduler;
  private final Store store;
  private final Store impatient;
  private final Duration sweep;
  private final Identity self;
  private final Nodes nodes;
  private final BlockingQueue<Object> signal = new ArrayBlockingQueue<>(1);
  private final ConcurrentLinkedQueue<FinishedAttempt> finished = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Long> wanted = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<NotBegun> returned = new ConcurrentLinkedQueue<>();
  private final List<NotBegun> notTakenBack = new ArrayList<>();
  private final WaitingClaims claims = new WaitingClaims();
  private final LeaseWatch watch;
  private final Thread thread;

  private volatile boolean closed;
  private volatile long nextSweep;
  private boolean othersLive;

  /**
   * What tells this loop of time and of other nodes.
   *
   * @param alarm rings when a run, a retry or a poke falls due
   * @param wakeups hints from and to other schedulers
   */
  public record Nodes(AlarmClock alarm, Wakeups wakeups) {}

  /**
   * @param sweep longest pause between two looks for missed work
   * @param self what this process says of itself in the store
   */
  public SchedulerLoop(
      Scheduler scheduler, Store store, Duration sweep, Identity self, Nodes nodes) {
    this.scheduler = scheduler;
    this.store = store;
    this.impatient = store.waitingAtMost(LONGEST_WAIT);
    this.sweep = sweep;
    this.self = self;
    this.nodes = nodes;
    this.watch = new LeaseWatch(self, scheduler.lease());
    this.thread = new Thread(this::live, "scheduler");
  }

  public void start() {
    thread.start();
  }

  @Override
  public void wake() {
    nextSweep = System.nanoTime();
    signal.offer(SIGNAL);
  }

  @Override
  public void wake(long runPk) {
    wanted.add(runPk);
    signal.offer(SIGNAL);
  }

  @Override
  public CompletableFuture<Answer> finish(AttemptToken token, FinishReport report) {
    FinishedAttempt attempt = new FinishedAttempt(token, report, new CompletableFuture<>());
    finished.add(attempt);
    signal.offer(SIGNAL);
    if (closed) {
      refuseFinishes();
    }
    return attempt.answer();
  }

  @Override
  public CompletableFuture<List<WorkItem>> claim(WorkerInfo worker, int freeSlots, Duration wait) {
    CompletableFuture<List<WorkItem>> answer = claims.add(worker, freeSlots, wait);
    signal.offer(SIGNAL);
    if (closed) {
      claims.refuseAll();
    }
    return answer;
  }

  @Override
  public CompletableFuture<Answer> finish(
      AttemptToken token, FinishReport report, StandingClaim slotFreeAgain) {
    slotFreeAgain.raise(1);
    return finish(token, report);
  }

  @Override
  public StandingClaim stand(WorkerInfo worker, int freeSlots, WorkerSink sink) {
    StandingClaim claim = claims.stand(worker, freeSlots, sink);
    signal.offer(SIGNAL);
    return claim;
  }

  @Override
  public void freed(StandingClaim claim, int slots) {
    claim.raise(slots);
    signal.offer(SIGNAL);
  }

  @Override
  public void end(StandingClaim claim) {
    claim.end();
  }

  @Override
  public void handBack(List<WorkItem> items) {
    items.forEach(item -> returned.add(new NotBegun(item.token(), false)));
    signal.offer(SIGNAL);
  }

  @Override
  public void handBackStarted(Collection<AttemptToken> attempts) {
    attempts.forEach(token -> returned.add(new NotBegun(token, true)));
    signal.offer(SIGNAL);
  }

  @Override
  public void arrived(WorkerInfo worker) {
    claims.arrived(worker);
  }

  @Override
  public void left(WorkerInfo worker) {
    claims.left(worker);
  }

  /** What is left alone for now, and why. */
  public List<Trouble> troubles() {
    return scheduler.troubles();
  }

  /** Why a run, a task instance or a DAG is left alone, if it is. */
  public Optional<String> trouble(Object key) {
    return scheduler.trouble(key);
  }

  /** Stops after the batch at hand. Waiting long polls are answered empty; ends are refused. */
  @Override
  public void close() {
    closed = true;
    signal.offer(SIGNAL);
    try {
      thread.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    claims.refuseAll();
    refuseFinishes();
  }

  /** What was not written is reported again by its worker, to whichever node lives then. */
  private void refuseFinishes() {
    for (FinishedAttempt left = finished.poll(); left != null; left = finished.poll()) {
      left.answer()
          .completeExceptionally(new IllegalStateException("this scheduler stops; report again"));
    }
  }

  private void live() {
    loop();
    try {
      store.transact(
          tx -> {
            tx.members().goodbye(self.name());
            return true;
          });
    } catch (RuntimeException e) {
      LOG.warn("Goodbye of {} was not written; it is forgotten later.", self.name(), e);
    }
  }

  private void loop() {
    nextSweep = System.nanoTime();
    while (!closed) {
      try {
        await();
        iterate();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error(
            "The scheduler's turn failed and was rolled back. The next one starts in a second.", e);
        pause();
      }
    }
  }

  private void await() throws InterruptedException {
    long left = nextSweep - System.nanoTime();
    if (left > 0 && finished.isEmpty() && wanted.isEmpty() && returned.isEmpty()) {
      signal.poll(left, TimeUnit.NANOSECONDS);
    }
  }

  private void iterate() {
    boolean swept = System.nanoTime() >= nextSweep;
    boolean restful = false;
    Set<Long> runs = new LinkedHashSet<>();
    if (swept) {
      // First: who wakes us during this sweep wants another one, and whatever fails below, ends and
      // claims are not held up until it succeeds.
      nextSweep = System.nanoTime() + sweep.toNanos();
      returned.addAll(notTakenBack);
      notTakenBack.clear();
      Scheduler.Sweep found = scheduler.sweep(beat());
      runs.addAll(found.runs());
      restful = found.atRest();
      found.untilNext().ifPresent(this::ring);
      if (found.moreDue()) {
        // What has ended meanwhile comes first, and then the rest of them.
        nextSweep = System.nanoTime();
      }
    }
    takeBack();
    drain(wanted, runs);
    List<FinishedAttempt> batch = new ArrayList<>();
    drain(finished, batch);
    boolean changing = !batch.isEmpty() || !runs.isEmpty();
    if ((swept && !restful) || changing) {
      claims.somethingChanged();
    }
    List<WaitingClaim> open = claims.open();
    boolean timersSet = false;
    if (changing || !open.isEmpty()) {
      timersSet = react(batch, runs, open);
    }
    if ((swept && !restful) || timersSet) {
      scheduler.untilNextAlarm().ifPresent(this::ring);
    }
  }

  /** The alarm is only earlier than the next sweep, or it is not needed. */
  private void ring(Duration left) {
    if (left.compareTo(sweep) < 0) {
      nodes.alarm().ringAfter(left);
    }
  }

  /** Returns whether the alarm may be too late now. */
  private boolean react(List<FinishedAttempt> batch, Set<Long> runs, List<WaitingClaim> open) {
    Scheduler.Reaction reaction = scheduler.react(batch, runs, open);
    // First: the next thing to do is what a worker waits for.
    reaction.items().forEach(this::handOut);
    for (FinishedAttempt attempt : batch) {
      Answer answer = reaction.answers().get(attempt);
      if (answer == null) {
        attempt
            .answer()
            .completeExceptionally(new IllegalStateException("not written; report again"));
      } else {
        attempt.answer().complete(answer);
      }
    }
    boolean due = false;
    if (reaction.endedRuns() > 0) {
      // A DAG at its limit of active runs has room again: its next run is made and starts now.
      Optional<List<Long>> started = scheduler.startDueRuns();
      due = started.isPresent();
      wanted.addAll(started.orElse(List.of()));
    }
    if (othersLive && !reaction.changedRuns().isEmpty()) {
      nodes.wakeups().publish(reaction.changedRuns());
    }
    return reaction.timersSet() || due;
  }

  /** What finds nobody any more, another may have. */
  private void handOut(WaitingClaim claim, List<WorkItem> items) {
    if (!claims.answer(claim, items)) {
      items.forEach(item -> returned.add(NotBegun.of(item, claim)));
    }
  }

  /** What cannot be taken back now is tried again with the next sweep; at last its lease ends. */
  private void takeBack() {
    List<NotBegun> attempts = new ArrayList<>();
    drain(returned, attempts);
    boolean away = false;
    for (NotBegun attempt : attempts) {
      away = away || !takenBack(attempt);
      if (away) {
        notTakenBack.add(attempt);
      }
    }
  }

  /** False when the store is away, so that the next need not be tried. */
  private boolean takenBack(NotBegun attempt) {
    try {
      wanted.addAll(scheduler.handBack(attempt));
    } catch (StoreBusyException e) {
      notTakenBack.add(attempt);
    } catch (StoreUnavailableException e) {
      LOG.warn("Work could not be handed back; it is tried again: {}", e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.error("{} could not be handed back; its lease will end", attempt.token(), e);
    }
    return true;
  }

  /**
   * Answers the moment of the store's clock up to which leases were watched. That its own row
   * cannot be written keeps a scheduler from nothing.
   */
  private Instant beat() {
    try {
      LeaseWatch.Beat beat = impatient.transact(watch::beat);
      othersLive = beat.othersLive();
      scheduler.amongOthers(othersLive);
      return beat.at();
    } catch (StoreBusyException e) {
      LOG.warn("The row of this scheduler is locked by others: {}", e.getMessage());
      return store.now();
    }
  }

  private static <T> void drain(ConcurrentLinkedQueue<T> queue, Collection<T> target) {
    for (int i = 0; i < BATCH; i++) {
      T next = queue.poll();
      if (next == null) {
        return;
      }
      target.add(next);
    }
  }

  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }
}
