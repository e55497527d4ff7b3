package io.orchestrator.run;

import io.orchestrator.model.CompiledDag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that planning one run needs, read in one transaction.
 *
 * @param tasks every instance of the run
 * @param previous the run that depends_on_past looks at; empty when there is none or no task asks
 * @param dagPaused whether the DAG is paused now
 */
public record RunSnapshot(
    DagRun run,
    CompiledDag dag,
    List<TaskInstance> tasks,
    Optional<PreviousRun> previous,
    boolean dagPaused)
    implements Plannable {

  public RunSnapshot {
    tasks = List.copyOf(tasks);
  }

  @Override
  public RunPlan plan(Instant now) {
    return RunPlanner.plan(this, now);
  }

  /**
   * The previous run as depends_on_past sees it.
   *
   * @param states task id to the states of its instances there; a missing id had no instance
   */
  public record PreviousRun(DagRun run, Map<String, List<TaskState>> states) {}
}
