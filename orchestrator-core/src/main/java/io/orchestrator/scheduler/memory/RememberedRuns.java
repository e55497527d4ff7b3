package io.orchestrator.scheduler.memory;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.Plannable;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.StartSnapshot;
import io.orchestrator.store.ReactionRuns;
import io.orchestrator.store.ReactionWrite.RunChange;
import io.orchestrator.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Runs as they are remembered; changes go to the journal. */
record RememberedRuns(StoreTransaction tx, RunMemory memory, Journal journal)
    implements ReactionRuns {
  @Override
  public CompiledDag dag(UUID versionId) {
    return tx.runs().dag(versionId);
  }

  @Override
  public List<DagRun> find(Collection<Long> runPks) {
    return known(runPks).stream().map(RememberedRun::run).toList();
  }

  private List<RememberedRun> known(Collection<Long> runPks) {
    memory.load(tx.reactions(), runPks);
    return runPks.stream()
        .distinct()
        .sorted()
        .flatMap(runPk -> Optional.ofNullable(memory.run(runPk)).stream())
        .toList();
  }

  /** Without the lock: if the run is another by then, nothing is written. */
  @Override
  public List<Plannable> lockForPlanning(Collection<Long> runPks) {
    List<Plannable> found = new ArrayList<>();
    for (RememberedRun run : known(runPks)) {
      if (!run.run().state().finished()) {
        // Of a queued run nothing is decided here but that its DAG is to be looked at.
        if (run.run().state() == RunState.RUNNING) {
          memory.touch(run);
        }
        found.add(plannable(run));
      }
    }
    return found;
  }

  private Plannable plannable(RememberedRun run) {
    CompiledDag dag = dag(run.run().dagVersionId());
    if (dag.asksThePast()) {
      throw new NotRememberedException("the run before " + run.run().runId());
    }
    return run.ongoing(dag);
  }

  @Override
  public StartSnapshot startable(Collection<String> dagIds, Instant now, int limit) {
    if (memory.startsRuns()) {
      // The store would find them queued, and there is no telling which of them it counts.
      journal.write(tx.reactions(), memory);
    }
    Map<String, Integer> ending = new HashMap<>(memory.endingRuns());
    dagIds.forEach(dagId -> ending.putIfAbsent(dagId, 0));
    ending.keySet().retainAll(dagIds);
    StartSnapshot found = tx.reactions().startable(ending, now, limit);
    memory.load(tx.reactions(), found.queued().stream().map(DagRun::id).toList());
    return found;
  }

  @Override
  public List<DagRun> running(String dagId) {
    throw new NotRememberedException("all running runs of " + dagId);
  }

  @Override
  public Collection<Long> apply(Collection<RunTransition> changes, String actor) {
    return changes.stream()
        .filter(change -> write(change, actor))
        .map(change -> change.before().id())
        .toList();
  }

  private boolean write(RunTransition change, String actor) {
    DagRun before = change.before();
    Optional<RememberedRun> asBefore =
        known(List.of(before.id())).stream()
            .filter(run -> run.run().state() == before.state())
            .filter(run -> run.run().clearNumber() == before.clearNumber())
            .findFirst();
    asBefore.ifPresent(
        run -> {
          journal.add(new RunChange(change, actor));
          memory.change(run, change.after());
        });
    return asBefore.isPresent();
  }
}
