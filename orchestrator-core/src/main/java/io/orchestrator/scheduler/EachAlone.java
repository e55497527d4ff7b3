package io.orchestrator.scheduler;

import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.scheduler.Scheduler.Reaction;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreBusyException;
import io.orchestrator.store.StoreUnavailableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a turn does when its one transaction failed: each end, each run and the claims in
 * transactions of their own. What fails then is left alone for a while, with its reason; the rest
 * goes on.
 */
final class EachAlone {
  private static final Logger LOG = LoggerFactory.getLogger(EachAlone.class);

  /** A turn waits for so many locked rows; more are left to the next. */
  private static final int MOST_LOCKED = 10;

  private static final int MOST_BAD_CANDIDATES = 100;
  private final Store store;
  private final Quarantine quarantine;
  private final PlanRuns planRuns;
  private final ClaimReady claimReady;
  private final Map<FinishedAttempt, Answer> answers = new HashMap<>();
  private final Map<WaitingClaim, List<WorkItem>> items = new LinkedHashMap<>();
  private final Set<Long> touched = new LinkedHashSet<>();
  private final Set<Long> changed = new LinkedHashSet<>();
  private int ended;
  private boolean timers;
  private int locked;
  private boolean storeAway;

  /**
   * @param store one that waits but a moment for what is locked
   */
  EachAlone(Store store, Quarantine quarantine, PlanRuns planRuns, ClaimReady claimReady) {
    this.store = store;
    this.quarantine = quarantine;
    this.planRuns = planRuns;
    this.claimReady = claimReady;
  }

  /** Writes each end; {@link #plan} then plans its run, too. */
  void end(Collection<FinishedAttempt> finished) {
    for (FinishedAttempt one : finished) {
      attempt(
          one.token().taskInstanceId(),
          () -> {
            ApplyFinishes.Applied applied = applyAlone(one);
            answers.put(one, applied.answers().values().iterator().next());
            touched.addAll(applied.runs());
            timers |= applied.timersSet();
          });
    }
  }

  void plan(Collection<Long> runs) {
    touched.addAll(runs);
    for (Long run : touched) {
      if (!quarantine.holds(run)) {
        attempt(
            run,
            () -> {
              PlanRuns.Changes changes =
                  store.transact(tx -> planRuns.planAndStart(tx.forReaction(), List.of(run)));
              changed.addAll(changes.changedRuns);
              ended += changes.endedRuns;
            });
      }
    }
    touched.clear();
  }

  /** Hands out what is ready, again without what could not be handed out. */
  void claim(List<WaitingClaim> claims) {
    HandOutAlone handOut = new HandOutAlone(store, quarantine, claimReady);
    boolean again = !claims.isEmpty();
    for (int bad = 0; again && bad < MOST_BAD_CANDIDATES; bad++) {
      boolean[] done = {true};
      attempt(ClaimReady.DUTY, () -> done[0] = handOut.trial(claims, items));
      again = !done[0] && !storeAway;
    }
  }

  /** What was done here, and what the turn had done before. */
  Reaction after(Reaction before) {
    answers.putAll(before.answers());
    items.putAll(before.items());
    changed.addAll(before.changedRuns());
    return new Reaction(
        answers, items, changed, before.endedRuns() + ended, before.timersSet() || timers);
  }

  /** What can never be written would be reported for ever: the attempt fails with the reason. */
  private ApplyFinishes.Applied applyAlone(FinishedAttempt one) {
    try {
      return store.transact(tx -> ApplyFinishes.apply(tx.forReaction(), List.of(one)));
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("The end of {} cannot be written; it becomes a failure", one.token(), e);
      FinishedAttempt failed =
          one.refusedFor("The end of this attempt cannot be stored: " + e.getMessage());
      return store.transact(tx -> ApplyFinishes.apply(tx.forReaction(), List.of(failed)));
    }
  }

  private void attempt(Object key, Runnable work) {
    if (storeAway || locked >= MOST_LOCKED) {
      return;
    }
    try {
      work.run();
      quarantine.release(key);
    } catch (StoreBusyException e) {
      locked++;
      quarantine.hold(key, e);
      LOG.warn("Work on {} waits for a row that others have locked: {}", key, e.getMessage());
    } catch (StoreUnavailableException e) {
      // Nobody's fault: it is tried again as soon as the store is back.
      storeAway = true;
      LOG.warn("Work on {} was not done: {}", key, e.getMessage());
    } catch (RuntimeException e) {
      quarantine.hold(key, e);
      LOG.error(
          "Work on {} failed and was rolled back. It is left alone for a while and tried again;"
              + " everything else goes on.",
          key,
          e);
    }
  }
}
