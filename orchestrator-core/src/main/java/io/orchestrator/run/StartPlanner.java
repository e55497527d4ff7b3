package io.orchestrator.run;

import io.orchestrator.run.StartSnapshot.DagUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides which queued runs become running, within max_active_runs of their DAG. Pure. */
public final class StartPlanner {
  private static final DagUse UNKNOWN = new DagUse(0, 0);

  private StartPlanner() {}

  /** The starts, oldest run first; a run of a full DAG never holds up one of another. */
  public static List<RunTransition> plan(StartSnapshot snapshot, Instant now) {
    Map<String, DagUse> dags = new HashMap<>(snapshot.dags());
    List<RunTransition> starts = new ArrayList<>();
    for (DagRun run : snapshot.queued()) {
      DagUse use = dags.getOrDefault(run.dagId(), UNKNOWN);
      if (use.hasRoom()) {
        dags.put(run.dagId(), new DagUse(use.running() + 1, use.limit()));
        starts.add(new RunTransition(run, RunState.RUNNING, "", now));
      }
    }
    return starts;
  }
}
