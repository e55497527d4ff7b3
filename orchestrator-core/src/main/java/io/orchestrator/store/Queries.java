package io.orchestrator.store;

import io.orchestrator.administration.Kind;
import io.orchestrator.model.DagModel;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.Overview.FailureGroup;
import io.orchestrator.store.Overview.NextFire;
import io.orchestrator.store.Overview.PoolLoad;
import io.orchestrator.store.Overview.RunningRun;
import io.orchestrator.store.Overview.Standing;
import io.orchestrator.store.Overview.TaskDuration;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The read side for pages and the REST API. Nothing is decided by these answers, and no page counts
 * or skips through big tables. Each call is of one moment; several are of one moment when they come
 * from one {@link Snapshot}.
 *
 * <p>Every call throws {@link StoreUnavailableException} when the store does not answer, and {@link
 * IllegalArgumentException} with the allowed names for an unknown sort attribute.
 */
public interface Queries {

  /** DAGs with their recent runs. Sorted by {@link DagFilter#SORTABLE}, by default dag_id. */
  Page<DagRow> dags(DagFilter filter, PageRequest page);

  /** One DAG with its recent runs, stale ones included. */
  Optional<DagRow> dag(String dagId);

  /** All tags of DAGs that are not stale, sorted. */
  List<String> tags();

  /** Runs. Sorted by {@link RunFilter#SORTABLE}, by default newest first. */
  Page<RunRow> runs(RunFilter filter, PageRequest page);

  Optional<RunRow> run(String dagId, String runId);

  /** All-time counts of runs by DAG and state; a DAG without runs has an empty map. */
  Map<String, Map<RunState, Long>> runCounts(Collection<String> dagIds);

  /** Task instances. Sorted by {@link TaskFilter#SORTABLE}, by default newest run first. */
  Page<TaskRow> tasks(TaskFilter filter, PageRequest page);

  Optional<TaskRow> task(String dagId, String runId, String taskId, int mapIndex);

  /** All ended tries of the instance, oldest first; the current try is in the {@link TaskRow}. */
  List<Attempt> attempts(String dagId, String runId, String taskId, int mapIndex);

  /**
   * The newest runs of a DAG and the states of all their tasks.
   *
   * @param runs most runs, 1 to 365
   * @param beforeRunPk only runs created before this one; empty for the newest
   */
  default Grid grid(String dagId, int runs, Optional<Long> beforeRunPk) {
    return grid(dagId, runs, beforeRunPk, Grid.Filter.ANY);
  }

  /** The same of the runs that fit. */
  Grid grid(String dagId, int runs, Optional<Long> beforeRunPk, Grid.Filter filter);

  /** The newest tries of one task, newest first, for its duration history. */
  List<TaskDuration> durations(String dagId, String taskId, int limit);

  /** What every page counts, in one small reading. */
  Standing standing();

  /** Runs that ended within the window, by state, and runs now queued and running. */
  Map<RunState, Long> runCounts(Duration window);

  /** Task instances that ended within the window, by state, and those executing now. */
  Map<TaskState, Long> taskCounts(Duration window);

  /** Running runs with their progress, longest running first. */
  List<RunningRun> runningNow(int limit);

  /** Failed task instances within the window, grouped by what they said; most frequent first. */
  List<FailureGroup> failures(Duration window, int limit);

  /** What the schedule starts next, soonest first. */
  List<NextFire> nextFires(int limit);

  /** Pools and who takes their slots. */
  List<PoolLoad> pools();

  /**
   * DAGs whose current version names a thing that admins manage: a pool by its tasks, anything else
   * by its name as a word of their own in source or model. Not found is a name that is put together
   * while a task runs, or that stands in a jar.
   */
  List<String> dagsNaming(Kind kind, String name, int limit);

  /** The audit log, newest first. */
  Page<AuditRow> audit(AuditFilter filter, PageRequest page);

  /** Number of the newest row of the audit log; 0 when there is none. */
  long newestAudit();

  /** What the rows of the audit log above a number are about, by DAG and run. */
  List<Touched> touchedAfter(long seq);

  /** The model a run was created with; from a cache, so cheap. */
  Optional<DagModel> modelOf(String dagId, String runId);
}
