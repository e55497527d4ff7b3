package io.orchestrator.store;

import io.orchestrator.run.TaskState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which task instances. Absent and empty parts do not filter.
 *
 * @param patterns as {@link DagFilter#idPattern}
 * @param beforeRunPk only instances of runs created before this one: the key for going on
 */
public record TaskFilter(
    AnyOf<By> anyOf, Patterns patterns, Times times, @Nullable Long beforeRunPk) {

  /** What instances are chosen by; {@link #RUN_ID} only together with {@link #DAG_ID}. */
  public enum By {
    DAG_ID,
    RUN_ID,
    TASK_ID,
    STATE,
    POOL,
    QUEUE,
    OPERATOR,
    TRY_NUMBER,
    MAP_INDEX
  }

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
      new TaskFilter(new AnyOf<By>(Map.of()), Patterns.ANY, Times.ANY, null);

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

  /** The instances of one run. */
  public static TaskFilter ofRun(String dagId, String runId) {
    return ANY.with(By.DAG_ID, List.of(dagId)).with(By.RUN_ID, List.of(runId));
  }

  /** The instances of one task over all runs. */
  public static TaskFilter ofTask(String dagId, String taskId) {
    return ANY.with(By.DAG_ID, List.of(dagId)).with(By.TASK_ID, List.of(taskId));
  }

  /**
   * The same with other values of one attribute.
   *
   * @param wanted empty for any
   */
  public TaskFilter with(By attribute, Collection<?> wanted) {
    return new TaskFilter(anyOf.with(attribute, wanted), patterns, times, beforeRunPk);
  }

  public TaskFilter in(Collection<TaskState> wanted) {
    return with(By.STATE, wanted.stream().map(TaskState::wireName).toList());
  }

  public TaskFilter with(Patterns wanted) {
    return new TaskFilter(anyOf, wanted, times, beforeRunPk);
  }

  public TaskFilter with(Times wanted) {
    return new TaskFilter(anyOf, patterns, wanted, beforeRunPk);
  }

  public TaskFilter before(@Nullable Long runPk) {
    return new TaskFilter(anyOf, patterns, times, runPk);
  }
}
