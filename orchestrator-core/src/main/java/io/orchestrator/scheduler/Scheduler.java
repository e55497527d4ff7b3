package io.orchestrator.scheduler;

import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduler's duties, in order, driven by hand: {@link #react} for what just happened, {@link
 * #sweep} for what time brings and for what was missed. One thread at a time.
 */
public final class Scheduler {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
  private static final int SWEEP_RUNS = 200;
  private final Store store;
  private final Quarantine quarantine;
  private final CreateDueRuns createDueRuns;
  private final StartQueuedRuns startQueuedRuns;
  private final RescueLostAttempts rescue;
  private final ClaimReady claimReady;

  /**
   * @param clock only for back-off pauses; decisions are made by the store's clock
   * @param epochs fresh random ids
   * @param lease without a heartbeat for this long an attempt is taken away
   */
  public Scheduler(Store store, InstantSource clock, Supplier<UUID> epochs, Duration lease) {
    this.store = store;
    this.quarantine = new Quarantine(clock);
    this.createDueRuns = new CreateDueRuns(store, quarantine);
    this.startQueuedRuns = new StartQueuedRuns(store);
    this.rescue = new RescueLostAttempts(store, quarantine);
    this.claimReady = new ClaimReady(epochs, lease);
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

  /** Makes the runs that are due and starts those that may run. Returns the started ones. */
  Set<Long> startRuns() {
    createDueRuns.run();
    return new LinkedHashSet<>(startQueuedRuns.run());
  }

  /**
   * Time's duties, each on its own: one that fails is tried again after a pause and stops no other.
   * Returns the runs that want planning.
   */
  Set<Long> sweep() {
    Set<Long> runs = new LinkedHashSet<>();
    duty("making due runs", createDueRuns::run);
    duty("starting queued runs", () -> runs.addAll(startQueuedRuns.run()));
    duty("rescuing lost attempts", () -> runs.addAll(rescue.run()));
    duty(
        "looking at timers",
        () -> runs.addAll(store.transact(tx -> tx.tasks().runsWithTimerDue(tx.now(), SWEEP_RUNS))));
    duty(
        "looking for missed runs",
        () -> runs.addAll(store.transact(tx -> tx.runs().sweepable(SWEEP_RUNS))));
    return runs;
  }

  private void duty(String name, Runnable work) {
    if (!quarantine.holds(name)) {
      attempt(name, work);
    }
  }

  /** Takes back what was handed out and never reached a worker. Returns the runs concerned. */
  List<Long> handBack(List<WorkItem> items) {
    return store.transact(
        tx ->
            RescueLostAttempts.end(
                tx,
                items.stream()
                    .map(WorkItem::token)
                    .flatMap(
                        token ->
                            tx
                                .tasks()
                                .find(token.taskInstanceId())
                                .filter(t -> token.epoch().equals(t.epoch()))
                                .filter(t -> t.state() == TaskState.QUEUED)
                                .stream())
                    .toList()));
  }

  /** How long until the next duty of {@link #sweep} falls due, as far as the store knows. */
  Optional<Duration> untilNextAlarm() {
    return store.transact(
        tx ->
            Stream.of(tx.dags().nextAlarm(), tx.tasks().nextTimer())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(at -> Duration.between(tx.now(), at))
                .filter(left -> left.compareTo(Duration.ZERO) > 0));
  }

  /**
   * Writes ends, plans the runs concerned and hands out what became ready, all in one transaction.
   * When that fails, each end and each run is tried on its own, so that one bad row stops no other.
   */
  Reaction react(
      List<FinishedAttempt> finished, Collection<Long> wanted, List<WaitingClaim> claims) {
    try {
      return store.transact(tx -> reactWithin(tx, finished, wanted, claims));
    } catch (RuntimeException e) {
      LOG.warn(
          "A batch of {} ends and {} runs failed and was rolled back; trying each on its own",
          finished.size(),
          wanted.size(),
          e);
      return oneByOne(finished, wanted, claims);
    }
  }

  private Reaction reactWithin(
      StoreTransaction tx,
      List<FinishedAttempt> finished,
      Collection<Long> wanted,
      List<WaitingClaim> claims) {
    ApplyFinishes.Applied applied = ApplyFinishes.apply(tx, finished);
    Set<Long> runs = new LinkedHashSet<>(applied.runs());
    wanted.stream().filter(pk -> !quarantine.holds(pk)).forEach(runs::add);
    PlanRuns.Changes changes = PlanRuns.plan(tx, runs);
    Set<Long> changed = new LinkedHashSet<>(applied.runs());
    changed.addAll(changes.changedRuns);
    if (changes.endedRuns > 0) {
      List<Long> started = StartQueuedRuns.start(tx);
      changed.addAll(started);
      PlanRuns.plan(tx, started);
    }
    Map<WaitingClaim, List<WorkItem>> items = new HashMap<>();
    for (WaitingClaim claim : claims) {
      List<WorkItem> taken =
          claimReady.claim(tx, claim.worker().name(), claim.worker().queues(), claim.freeSlots());
      items.put(claim, taken);
    }
    return new Reaction(applied.answers(), items, changed, changes.endedRuns, applied.timersSet());
  }

  private Reaction oneByOne(
      List<FinishedAttempt> finished, Collection<Long> wanted, List<WaitingClaim> claims) {
    Map<FinishedAttempt, Answer> answers = new HashMap<>();
    Set<Long> runs = new LinkedHashSet<>(wanted);
    boolean[] timers = {false};
    for (FinishedAttempt one : finished) {
      attempt(
          one.token(),
          () -> {
            ApplyFinishes.Applied applied = applyAlone(one);
            answers.put(one, applied.answers().values().iterator().next());
            runs.addAll(applied.runs());
            timers[0] |= applied.timersSet();
          });
    }
    Set<Long> changed = new LinkedHashSet<>();
    int[] ended = {0};
    for (Long run : runs) {
      if (!quarantine.holds(run)) {
        attempt(
            run,
            () -> {
              PlanRuns.Changes changes = store.transact(tx -> PlanRuns.plan(tx, List.of(run)));
              changed.addAll(changes.changedRuns);
              ended[0] += changes.endedRuns;
            });
      }
    }
    Map<WaitingClaim, List<WorkItem>> items = new HashMap<>();
    attempt(
        "claims",
        () ->
            items.putAll(
                store.transact(tx -> reactWithin(tx, List.of(), List.of(), claims)).items()));
    return new Reaction(answers, items, changed, ended[0], timers[0]);
  }

  /** What can never be written would be reported for ever: the attempt fails with the reason. */
  private ApplyFinishes.Applied applyAlone(FinishedAttempt one) {
    try {
      return store.transact(tx -> ApplyFinishes.apply(tx, List.of(one)));
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("The end of {} cannot be written; it becomes a failure", one.token(), e);
      FinishedAttempt failed =
          one.refusedFor("The end of this attempt cannot be stored: " + e.getMessage());
      return store.transact(tx -> ApplyFinishes.apply(tx, List.of(failed)));
    }
  }

  private void attempt(Object key, Runnable work) {
    try {
      work.run();
      quarantine.release(key);
    } catch (StoreUnavailableException e) {
      // Nobody's fault: it is tried again as soon as the store is back.
      LOG.warn("Work on {} was not done: {}", key, e.getMessage());
    } catch (RuntimeException e) {
      quarantine.hold(key);
      LOG.error(
          "Work on {} failed and was rolled back. It is left alone for a while and tried again;"
              + " everything else goes on.",
          key,
          e);
    }
  }
}
