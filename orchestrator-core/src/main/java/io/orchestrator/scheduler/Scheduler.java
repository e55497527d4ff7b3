package io.orchestrator.scheduler;

import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.TaskState;
import io.orchestrator.scheduler.memory.NotRememberedException;
import io.orchestrator.scheduler.memory.ReactionMemory;
import io.orchestrator.store.Glance;
import io.orchestrator.store.ReactionTransaction;
import io.orchestrator.store.StaleMemoryException;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreBusyException;
import io.orchestrator.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduler's duties, in order, driven by hand: {@link #react} for what just happened, {@link
 * #sweep} for what time brings and for what was missed. One thread at a time.
 */
public final class Scheduler {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
  private static final int TIMERS = 200;

  /** Of those that may have been missed, least recently planned first, so each has its turn. */
  private static final int MISSED = 20;

  /** When a test asks for everything. */
  private static final int MOST = 200;

  /** For a row that others have locked. Whoever is met by it is then looked for without waiting. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final Duration MOMENT = Duration.ofMillis(50);
  private final Store store;
  private final Store hasty;
  private final Quarantine quarantine;
  private final CreateDueRuns createDueRuns;
  private final StartQueuedRuns startQueuedRuns;
  private final RescueLostAttempts rescue;
  private final ClaimReady claimReady;
  private final ReactionMemory memory = new ReactionMemory();
  private final RunDeadlines deadlines = new RunDeadlines();
  private final PlanRuns planRuns = new PlanRuns(deadlines);
  private boolean amongOthers;

  /**
   * @param clock only for back-off pauses; decisions are made by the store's clock
   * @param epochs fresh random ids
   * @param lease without a heartbeat for this long an attempt is taken away
   */
  public Scheduler(Store store, InstantSource clock, Supplier<UUID> epochs, Duration lease) {
    this.store = store.waitingAtMost(LONGEST_WAIT);
    this.hasty = store.waitingAtMost(MOMENT);
    this.quarantine = new Quarantine(clock);
    this.createDueRuns = new CreateDueRuns(this.store, hasty, quarantine);
    this.startQueuedRuns = new StartQueuedRuns(this.store);
    this.rescue = new RescueLostAttempts(this.store, lease, quarantine);
    this.claimReady = new ClaimReady(epochs, lease, quarantine);
  }

  /** Says whether other schedulers write, too: what is remembered is then looked at each time. */
  void amongOthers(boolean others) {
    amongOthers = others;
  }

  /** Something has changed that reactions are not told of: it is looked at before the next. */
  void lookAgain() {
    memory.doubt();
  }

  /**
   * What one reaction did.
   *
   * @param items work handed out, by claim that was looked at; empty when there was none
   * @param changedRuns runs of which some task instance or the state changed
   * @param endedRuns how many runs ended: their DAGs may start others
   * @param timersSet whether some task now waits for a moment: the alarm may be too late for it
   */
  record Reaction(
      Map<FinishedAttempt, Answer> answers,
      Map<WaitingClaim, List<WorkItem>> items,
      Set<Long> changedRuns,
      int endedRuns,
      boolean timersSet) {}

  /**
   * Makes the runs that are due and starts those that may run.
   *
   * @return the started ones; empty when none was due
   */
  Optional<List<Long>> startDueRuns() {
    if (createDueRuns.run().rows() == 0) {
      return Optional.empty();
    }
    memory.doubt();
    return Optional.of(startQueuedRuns.run());
  }

  /**
   * What a sweep found.
   *
   * @param runs that want planning
   * @param moreDue whether the runs of more DAGs are due than one sweep makes
   * @param atRest whether there was nothing to do and no run goes on
   * @param untilNext how long until the next duty falls due; absent when that is to be asked anew,
   *     or nothing does
   */
  record Sweep(Set<Long> runs, boolean moreDue, boolean atRest, Optional<Duration> untilNext) {}

  /** The same as {@link #sweep(Instant)}, with a look at ten times as many running runs. */
  Sweep sweep() {
    return sweep(store.now(), MOST);
  }

  /**
   * Time's duties, each on its own: one that fails is tried again after a pause and stops no other.
   *
   * @param asOf moment of the store's clock by which leases are judged
   */
  Sweep sweep(Instant asOf) {
    return sweep(asOf, MISSED);
  }

  private Sweep sweep(Instant asOf, int missed) {
    memory.doubt();
    Glance glance = store.transact(tx -> tx.runs().glance(asOf, missed));
    Set<Long> runs = new LinkedHashSet<>();
    boolean[] moreDue = {false};
    if (glance.runsDue()) {
      duty("making due runs", () -> moreDue[0] = createDueRuns.run().more());
    }
    if (glance.runsDue() || glance.runsQueued()) {
      duty("starting queued runs", () -> runs.addAll(startQueuedRuns.run()));
    }
    if (glance.attemptsLost()) {
      duty("rescuing lost attempts", () -> runs.addAll(rescue.run(asOf)));
    }
    if (glance.timersDue()) {
      duty(
          "looking at timers",
          () -> runs.addAll(store.transact(tx -> tx.tasks().runsWithTimerDue(tx.now(), TIMERS))));
    }
    runs.addAll(glance.leastPlanned());
    // Outside: a transaction may be repeated, and what is taken out here is not.
    runs.addAll(deadlines.due(glance.at()));
    boolean atRest = glance.atRest() && runs.isEmpty();
    return new Sweep(runs, moreDue[0], atRest, atRest ? until(glance) : Optional.empty());
  }

  private Optional<Duration> until(Glance glance) {
    return Stream.of(glance.next(), deadlines.next())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .map(at -> Duration.between(glance.at(), at))
        .filter(left -> left.compareTo(Duration.ZERO) > 0);
  }

  private void duty(String name, Runnable work) {
    if (!quarantine.holds(name)) {
      attempt(name, work);
    }
  }

  Duration lease() {
    return claimReady.lease();
  }

  /** Takes back what was claimed and never begun. Returns the run concerned, if it was. */
  List<Long> handBack(NotBegun attempt) {
    memory.doubt();
    return hasty.transact(
        tx ->
            RescueLostAttempts.handBack(
                tx,
                tx.tasks().find(attempt.token().taskInstanceId()).stream()
                    .filter(t -> attempt.token().epoch().equals(t.epoch()))
                    .filter(t -> attempt.started() || t.state() == TaskState.QUEUED)
                    .toList()));
  }

  /** How long until the next duty of {@link #sweep} falls due, as far as the store knows. */
  Optional<Duration> untilNextAlarm() {
    return store.transact(
        tx ->
            Stream.of(tx.dags().nextAlarm(), tx.tasks().nextTimer(), deadlines.next())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(at -> Duration.between(tx.now(), at))
                .filter(left -> left.compareTo(Duration.ZERO) > 0));
  }

  /** What is left alone for now, and why. May be asked from any thread. */
  List<Trouble> troubles() {
    return quarantine.all();
  }

  /** Why a run, a task instance or a DAG is left alone, if it is. May be asked from any thread. */
  Optional<String> trouble(Object key) {
    return quarantine.reason(key);
  }

  /**
   * Writes ends, plans the runs concerned and hands out what became ready, all in one transaction.
   * When that fails, each end and each run is tried on its own, so that one bad row stops no other.
   */
  Reaction react(
      List<FinishedAttempt> finished, Collection<Long> wanted, List<WaitingClaim> claims) {
    Map<Boolean, List<FinishedAttempt>> held =
        finished.stream()
            .collect(
                Collectors.partitioningBy(f -> quarantine.failedLast(f.token().taskInstanceId())));
    List<FinishedAttempt> sound = Objects.requireNonNull(held.get(false));
    List<WaitingClaim> open = quarantine.holds(ClaimReady.DUTY) ? List.of() : claims;
    EachAlone alone = new EachAlone(hasty, quarantine, planRuns, claimReady);
    Reaction together = new Reaction(Map.of(), Map.of(), Set.of(), 0, false);
    try {
      together = together(sound, wanted, open);
    } catch (RuntimeException e) {
      LOG.warn(
          "A batch of {} ends and {} runs failed and was rolled back; trying each on its own",
          sound.size(),
          wanted.size(),
          e);
      memory.doubt();
      alone.end(sound);
      alone.plan(wanted);
      alone.claim(open);
    }
    List<FinishedAttempt> doubtful = Objects.requireNonNull(held.get(true));
    if (!doubtful.isEmpty()) {
      memory.doubt();
      alone.end(doubtful);
    }
    alone.plan(List.of());
    return alone.after(together);
  }

  /** In memory, or by the store itself where memory does not do. */
  private Reaction together(
      List<FinishedAttempt> finished, Collection<Long> wanted, List<WaitingClaim> claims) {
    if (amongOthers) {
      memory.doubt();
    }
    try {
      return memory.react(store, wanted, tx -> reactWithin(tx, finished, wanted, claims));
    } catch (NotRememberedException | StaleMemoryException e) {
      LOG.debug("A reaction asks the store: {}", e.getMessage());
      memory.doubt();
      return store.transact(tx -> reactWithin(tx.forReaction(), finished, wanted, claims));
    }
  }

  private Reaction reactWithin(
      ReactionTransaction tx,
      List<FinishedAttempt> finished,
      Collection<Long> wanted,
      List<WaitingClaim> claims) {
    ApplyFinishes.Applied applied = ApplyFinishes.apply(tx, finished);
    Set<Long> runs = new LinkedHashSet<>(applied.runs());
    runs.addAll(wanted);
    runs.removeIf(quarantine::holds);
    PlanRuns.Changes changes = planRuns.planAndStart(tx, runs);
    Set<Long> changed = new LinkedHashSet<>(applied.runs());
    changed.addAll(changes.changedRuns);
    return new Reaction(
        applied.answers(),
        claimReady.claim(tx, claims),
        changed,
        changes.endedRuns,
        applied.timersSet());
  }

  private void attempt(String duty, Runnable work) {
    try {
      work.run();
      quarantine.release(duty);
    } catch (StoreBusyException e) {
      quarantine.hold(duty, e);
      LOG.warn("The duty of {} met a row that others have locked: {}", duty, e.getMessage());
    } catch (StoreUnavailableException e) {
      // Nobody's fault: it is tried again as soon as the store is back.
      LOG.warn("The duty of {} was not done: {}", duty, e.getMessage());
    } catch (RuntimeException e) {
      quarantine.hold(duty, e);
      LOG.error(
          "The duty of {} failed and was rolled back. It is left alone for a while and tried again;"
              + " everything else goes on.",
          duty,
          e);
    }
  }
}
