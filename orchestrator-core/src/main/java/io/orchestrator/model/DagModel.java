package io.orchestrator.model;

import io.orchestrator.timetable.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A DAG as data: immutable, serialisable, complete for planning. Made by {@code Dag.define}.
 *
 * @param startDate first moment runs may be for, inclusive; absent means none
 * @param endDate last moment runs may be for, inclusive; absent means none
 * @param catchup whether all missed intervals get a run
 * @param maxActiveRuns most running runs at once
 * @param maxActiveTasks most queued and running tasks within one run
 * @param runTimeout longest time a run may be running, from its start date
 * @param params default values by name, JSON-compatible
 * @param paramsSchema JSON Schema (2020-12) of the params, empty when there are none
 * @param pausedAtCreation absent: the installation's setting decides
 * @param retention how long its runs are kept; absent: the installation's settings decide
 * @param tasks in order of declaration
 */
public record DagModel(
    String dagId,
    String description,
    String doc,
    String owner,
    List<String> tags,
    ScheduleSpec schedule,
    @Nullable Instant startDate,
    @Nullable Instant endDate,
    boolean catchup,
    int maxActiveRuns,
    int maxActiveTasks,
    @Nullable Duration runTimeout,
    Map<String, Object> params,
    Map<String, Object> paramsSchema,
    @Nullable Boolean pausedAtCreation,
    @Nullable RunRetention retention,
    List<TaskModel> tasks,
    SourceLocation location) {

  public DagModel {
    tags = List.copyOf(tags);
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    paramsSchema = Collections.unmodifiableMap(new LinkedHashMap<>(paramsSchema));
    tasks = List.copyOf(tasks);
  }

  public Optional<TaskModel> task(String taskId) {
    return tasks.stream().filter(t -> t.taskId().equals(taskId)).findFirst();
  }

  /** The same DAG on another schedule, for runs between other moments. */
  public DagModel withSchedule(
      ScheduleSpec other, @Nullable Instant start, @Nullable Instant end, boolean missed) {
    return with(other, start, end, missed, pausedAtCreation);
  }

  /** The same DAG, but told whether it starts paused. */
  public DagModel withPausedAtCreation(boolean paused) {
    return with(schedule, startDate, endDate, catchup, paused);
  }

  private DagModel with(
      ScheduleSpec newSchedule,
      @Nullable Instant start,
      @Nullable Instant end,
      boolean missed,
      @Nullable Boolean paused) {
    return new DagModel(
        dagId,
        description,
        doc,
        owner,
        tags,
        newSchedule,
        start,
        end,
        missed,
        maxActiveRuns,
        maxActiveTasks,
        runTimeout,
        params,
        paramsSchema,
        paused,
        retention,
        tasks,
        location);
  }
}
