package io.orchestrator.web.health;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.scheduler.Trouble;
import io.orchestrator.store.StoreTransaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What the scheduler of this server leaves alone for now, because work on it failed. */
public final class WorkHealth {
  private static final int MOST = 50;
  private final Supplier<List<Trouble>> troubles;

  /**
   * @param troubles those there are now
   */
  public WorkHealth(Supplier<List<Trouble>> troubles) {
    this.troubles = troubles;
  }

  /** How many things are left alone. */
  public int count() {
    return troubles.get().size();
  }

  /** One sentence or two for each, with its name and the reason; at most {@value #MOST}. */
  public List<String> sentences(StoreTransaction tx) {
    return troubles.get().stream()
        .limit(MOST)
        .map(t -> name(tx, t.key()) + ": " + t.reason())
        .toList();
  }

  private static String name(StoreTransaction tx, Object key) {
    if (key instanceof Long runPk) {
      return run(tx, runPk);
    }
    if (key instanceof UUID id) {
      Optional<TaskInstance> task = tx.tasks().find(id);
      return task.map(t -> "Task " + t.taskId() + " of " + run(tx, t.runPk())).orElse("A task");
    }
    String word = String.valueOf(key);
    return tx.dags().find(word).isPresent() ? "DAG " + word : "The duty of " + word;
  }

  private static String run(StoreTransaction tx, long runPk) {
    Optional<DagRun> run = tx.runs().find(runPk);
    return run.map(r -> "Run " + r.runId() + " of " + r.dagId()).orElse("A run that is gone");
  }
}
