package io.orchestrator.store;

import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.timetable.RunDates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A DAG in a list.
 *
 * @param recent its newest runs, newest first, at most {@value #RECENT}
 * @param runs all-time counts of its runs by state; absent states have none
 */
public record DagRow(StoredDag dag, List<RecentRun> recent, Map<RunState, Long> runs) {
  public static final int RECENT = 25;

  /** One bar of the strip of recent runs. */
  public record RecentRun(
      long runPk,
      String runId,
      RunType type,
      RunState state,
      RunDates dates,
      @Nullable Instant startDate,
      @Nullable Instant endDate) {}

  public DagRow {
    recent = List.copyOf(recent);
    runs = Map.copyOf(runs);
  }
}
