package io.orchestrator.run;

import java.util.List;
import java.util.Map;

/**
 * What starting runs decides on, read while their DAGs are locked. Counts are derived from states.
 *
 * @param queued runs whose time has come, of DAGs that are not paused, oldest run_after first
 * @param dags DAG id to how full the DAG is
 */
public record StartSnapshot(List<DagRun> queued, Map<String, DagUse> dags) {
  public StartSnapshot {
    queued = List.copyOf(queued);
    dags = Map.copyOf(dags);
  }

  /**
   * How full a DAG is.
   *
   * @param running its running runs
   * @param limit its max_active_runs
   */
  public record DagUse(int running, int limit) {
    public boolean hasRoom() {
      return running < limit;
    }
  }
}
