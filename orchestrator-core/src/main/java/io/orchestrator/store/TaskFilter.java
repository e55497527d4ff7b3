package io.orchestrator.store;

import io.orchestrator.run.TaskState;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which task instances. Absent and empty parts do not filter.
 *
 * @param dagIds empty for all DAGs; so for the other collections
 * @param runIds only sensible together with {@code dagIds}
 * @param patterns as {@link DagFilter#idPattern}
 * @param beforeRunPk only instances of runs created before this one: the key for going on
 */
public record TaskFilter(
    Collection<String> dagIds,
    Collection<String> runIds,
    Collection<String> taskIds,
    Patterns patterns,
    Collection<TaskState> states,
    Collection<String> pools,
    Collection<String> queues,
    Collection<String> operators,
    Collection<Integer> tryNumbers,
    Collection<Integer> mapIndexes,
    Times times,
    @Nullable Long beforeRunPk) {

  /** Parts of names. */
  public record Patterns(@Nullable String dagId, @Nullable String runId, @Nullable String taskId) {
    public static final Patterns ANY = new Patterns(null, null, null);
  }

  /** Bounds of moments; the first two are the run's. */
  public record Times(
      TimeRange logicalDate, TimeRange runAfter, TimeRange startDate, TimeRange endDate) {
    public static final Times ANY =
        new Times(TimeRange.ANY, TimeRange.ANY, TimeRange.ANY, TimeRange.ANY);
  }

  public static final TaskFilter ANY =
      new TaskFilter(
          List.of(),
          List.of(),
          List.of(),
          Patterns.ANY,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Times.ANY,
          null);

  /** Attributes to sort by. */
  public static final Set<String> SORTABLE =
      Set.of(
          "id",
          "task_id",
          "state",
          "duration",
          "start_date",
          "end_date",
          "map_index",
          "try_number",
          "logical_date",
          "run_after",
          "data_interval_start",
          "data_interval_end",
          "operator");

  public TaskFilter {
    dagIds = List.copyOf(dagIds);
    runIds = List.copyOf(runIds);
    taskIds = List.copyOf(taskIds);
    states = List.copyOf(states);
    pools = List.copyOf(pools);
    queues = List.copyOf(queues);
    operators = List.copyOf(operators);
    tryNumbers = List.copyOf(tryNumbers);
    mapIndexes = List.copyOf(mapIndexes);
  }

  /** The instances of one run. */
  public static TaskFilter ofRun(String dagId, String runId) {
    return ANY.inDags(List.of(dagId)).inRuns(List.of(runId));
  }

  /** The instances of one task over all runs. */
  public static TaskFilter ofTask(String dagId, String taskId) {
    TaskFilter dag = ANY.inDags(List.of(dagId));
    return new TaskFilter(
        dag.dagIds,
        dag.runIds,
        List.of(taskId),
        dag.patterns,
        dag.states,
        dag.pools,
        dag.queues,
        dag.operators,
        dag.tryNumbers,
        dag.mapIndexes,
        dag.times,
        null);
  }

  public TaskFilter inDags(Collection<String> wanted) {
    return new TaskFilter(
        wanted,
        runIds,
        taskIds,
        patterns,
        states,
        pools,
        queues,
        operators,
        tryNumbers,
        mapIndexes,
        times,
        beforeRunPk);
  }

  public TaskFilter inRuns(Collection<String> wanted) {
    return new TaskFilter(
        dagIds,
        wanted,
        taskIds,
        patterns,
        states,
        pools,
        queues,
        operators,
        tryNumbers,
        mapIndexes,
        times,
        beforeRunPk);
  }

  public TaskFilter in(Collection<TaskState> wanted) {
    return new TaskFilter(
        dagIds,
        runIds,
        taskIds,
        patterns,
        wanted,
        pools,
        queues,
        operators,
        tryNumbers,
        mapIndexes,
        times,
        beforeRunPk);
  }

  public TaskFilter before(@Nullable Long runPk) {
    return new TaskFilter(
        dagIds,
        runIds,
        taskIds,
        patterns,
        states,
        pools,
        queues,
        operators,
        tryNumbers,
        mapIndexes,
        times,
        runPk);
  }
}
