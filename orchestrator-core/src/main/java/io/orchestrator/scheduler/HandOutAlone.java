package io.orchestrator.scheduler;

import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreBusyException;
import io.orchestrator.store.StoreTransaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what keeps a turn from handing out, so that it can be left out of the next trial. */
record HandOutAlone(Store store, Quarantine quarantine, ClaimReady claimReady) {
  private static final Logger LOG = LoggerFactory.getLogger(HandOutAlone.class);

  /**
   * Hands out what is ready.
   *
   * @param items takes what each claim got
   * @return false when something was in the way that is left alone now
   */
  boolean trial(List<WaitingClaim> claims, Map<WaitingClaim, List<WorkItem>> items) {
    try {
      items.putAll(store.transact(tx -> claimReady.claim(tx.forReaction(), claims)));
      return true;
    } catch (ClaimReady.BadCandidateException bad) {
      LOG.error("Nothing of run {} is handed out: {}", bad.runPk(), bad.reason().getMessage());
      quarantine.hold(new Quarantine.HandOut(bad.runPk()), bad.reason());
      return false;
    } catch (StoreBusyException busy) {
      Collection<UUID> rows = store.transact(tx -> lockedCandidates(tx, claims));
      if (rows.isEmpty()) {
        throw busy;
      }
      LOG.warn("Task instances {} are locked by others and not handed out", rows);
      rows.forEach(quarantine::holdLocked);
      return false;
    }
  }

  private Collection<UUID> lockedCandidates(StoreTransaction tx, List<WaitingClaim> claims) {
    List<UUID> candidates =
        claims.stream()
            .flatMap(claim -> claimReady.candidates(tx.forReaction(), claim).stream())
            .map(Candidate::task)
            .map(task -> task.id())
            .distinct()
            .toList();
    return tx.tasks().locked(candidates);
  }
}
