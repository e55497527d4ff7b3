package io.orchestrator.scheduler;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.NextFire;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunIds;
import io.orchestrator.run.RunSpec;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.run.RunType;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.RunStore.Created.Conflict;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreBusyException;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunDates;
import io.orchestrator.timetable.RunSlot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the runs whose time has come: the run and the advanced next-fire row in one transaction per
 * DAG. A run that exists already is passed over; one bad DAG stops no other.
 */
record CreateDueRuns(Store store, Store hasty, Quarantine quarantine) {
  private static final Logger LOG = LoggerFactory.getLogger(CreateDueRuns.class);
  private static final int DAGS_PER_TICK = 100;
  private static final int RUNS_PER_DAG = 50;

  /** Returns how many runs were made. */
  int run() {
    List<String> due = store.transact(tx -> tx.dags().due(tx.now(), DAGS_PER_TICK));
    int made = 0;
    Store patient = store;
    for (String dagId : due) {
      if (quarantine.holds(dagId)) {
        continue;
      }
      try {
        made += patient.transact(tx -> createRuns(tx, dagId));
        quarantine.release(dagId);
      } catch (StoreBusyException e) {
        quarantine.hold(dagId, e);
        // It is waited for one, not for many.
        patient = hasty;
        LOG.warn("The row of DAG {} is locked by others; its next run stays due.", dagId);
      } catch (StoreUnavailableException e) {
        throw e;
      } catch (RuntimeException e) {
        quarantine.hold(dagId, e);
        LOG.error(
            "Scheduled runs of DAG {} could not be made. Its next run stays due and is tried again"
                + " after a pause; other DAGs go on.",
            dagId,
            e);
      }
    }
    return made;
  }

  private static int createRuns(StoreTransaction tx, String dagId) {
    int made = 0;
    for (int i = 0; i < RUNS_PER_DAG; i++) {
      Optional<StoredDag> current = tx.dags().lock(dagId);
      if (current.isEmpty() || !mayCreate(tx, current.get())) {
        return made;
      }
      made += createNext(tx, current.get());
    }
    return made;
  }

  private static boolean mayCreate(StoreTransaction tx, StoredDag dag) {
    RunSlot slot = dag.nextFire();
    return slot != null
        && !dag.paused()
        && !slot.runAfter().isAfter(tx.now())
        && tx.runs().countActive(dag.dagId()) < dag.version().readable().model().maxActiveRuns();
  }

  private static int createNext(StoreTransaction tx, StoredDag dag) {
    RunSlot slot = dueSlot(tx, dag);
    var created =
        tx.runs()
            .create(
                new RunSpec(
                    dag.dagId(),
                    RunIds.of(RunType.SCHEDULED, slot.runAfter()),
                    RunType.SCHEDULED,
                    dag.version().id(),
                    RunDates.of(slot),
                    new Trigger("timetable", null, Map.of()),
                    null));
    advance(tx, dag, slot.interval(), tx.now());
    if (created instanceof Conflict conflict) {
      LOG.info(
          "DAG {} has a run for {} already ({}); the schedule goes on",
          dag.dagId(),
          slot.logicalDate(),
          conflict.existing().runId());
      return 0;
    }
    return 1;
  }

  /** A run that begins when the one before ends covers the time until then, not until its start. */
  private static RunSlot dueSlot(StoreTransaction tx, StoredDag dag) {
    RunSlot stored = Objects.requireNonNull(dag.nextFire());
    DagModel model = dag.version().model();
    if (model.schedule().toTimetable().activeRunsLimit().isEmpty()) {
      return stored;
    }
    Optional<DataInterval> last = tx.runs().lastAutomated(dag.dagId()).map(DagRun::interval);
    return NextFire.compute(model, last, tx.now()).orElse(stored);
  }

  private static void advance(StoreTransaction tx, StoredDag dag, DataInterval done, Instant now) {
    Optional<RunSlot> next = NextFire.compute(dag.version().model(), Optional.of(done), now);
    tx.dags().setNextFire(dag.dagId(), next.orElse(null));
  }
}
