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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the runs whose time has come, each with the advanced next-fire row in one transaction. A
 * run that exists already is passed over. Many DAGs share a commit; one bad DAG stops no other.
 */
record CreateDueRuns(Store store, Store hasty, Quarantine quarantine) {
  private static final Logger LOG = LoggerFactory.getLogger(CreateDueRuns.class);
  private static final int DAGS = 100;
  private static final int RUNS_PER_DAG = 50;

  /** About so many rows, of runs and of their tasks, are written in one transaction. */
  private static final int ROWS = 5_000;

  /**
   * What was made.
   *
   * @param rows how many, of runs and of their tasks
   * @param more whether more runs are due than are made in one go
   */
  record Made(int rows, boolean more) {}

  Made run() {
    // In the order of their ids, as all who lock several DAGs do.
    List<String> found = store.transact(tx -> tx.dags().due(tx.now(), DAGS));
    List<String> due = found.stream().filter(dagId -> !quarantine.holds(dagId)).sorted().toList();
    int rows = due.isEmpty() ? 0 : together(due);
    return new Made(rows, rows > 0 && (found.size() == DAGS || rows >= ROWS));
  }

  private int together(List<String> due) {
    try {
      int rows = store.transact(tx -> createRuns(tx, due));
      due.forEach(quarantine::release);
      return rows;
    } catch (StoreBusyException e) {
      LOG.info("The runs of {} DAGs are made one by one: {}", due.size(), e.getMessage());
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("The runs of {} DAGs could not be made together; each on its own", due.size(), e);
    }
    return eachAlone(due);
  }

  private int eachAlone(List<String> due) {
    int rows = 0;
    Store patient = store;
    for (String dagId : due) {
      try {
        rows += patient.transact(tx -> createRuns(tx, dagId));
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
    return rows;
  }

  private static int createRuns(StoreTransaction tx, List<String> due) {
    int rows = 0;
    for (String dagId : due) {
      rows += rows < ROWS ? createRuns(tx, dagId) : 0;
    }
    return rows;
  }

  private static int createRuns(StoreTransaction tx, String dagId) {
    Optional<StoredDag> locked = tx.dags().lock(dagId);
    if (locked.isEmpty() || locked.get().paused() || !due(locked.get().nextFire(), tx.now())) {
      return 0;
    }
    StoredDag dag = locked.get();
    DagModel model = dag.version().readable().model();
    int room = model.maxActiveRuns() - tx.runs().countActive(dagId);
    Optional<RunSlot> slot = Optional.ofNullable(dag.nextFire());
    int most = Math.min(RUNS_PER_DAG, 1 + ROWS / (1 + model.tasks().size()));
    int made = 0;
    for (int i = 0; i < most && made < room && due(slot.orElse(null), tx.now()); i++) {
      RunSlot next = dueSlot(tx, model, slot.orElseThrow());
      made += create(tx, dag, next) ? 1 : 0;
      slot = NextFire.compute(model, Optional.of(next.interval()), tx.now());
    }
    tx.dags().setNextFire(dagId, slot.orElse(null));
    return made * (1 + model.tasks().size());
  }

  private static boolean due(@Nullable RunSlot slot, Instant now) {
    return slot != null && !slot.runAfter().isAfter(now);
  }

  private static boolean create(StoreTransaction tx, StoredDag dag, RunSlot slot) {
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
    if (created instanceof Conflict conflict) {
      LOG.info(
          "DAG {} has a run for {} already ({}); the schedule goes on",
          dag.dagId(),
          slot.logicalDate(),
          conflict.existing().runId());
      return false;
    }
    return true;
  }

  /** A run that begins when the one before ends covers the time until then, not until its start. */
  private static RunSlot dueSlot(StoreTransaction tx, DagModel model, RunSlot stored) {
    if (model.schedule().toTimetable().activeRunsLimit().isEmpty()) {
      return stored;
    }
    Optional<DataInterval> last = tx.runs().lastAutomated(model.dagId()).map(DagRun::interval);
    return NextFire.compute(model, last, tx.now()).orElse(stored);
  }
}
