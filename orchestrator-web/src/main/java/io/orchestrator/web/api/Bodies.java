package io.orchestrator.web.api;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Page;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.TaskRow;
import io.orchestrator.timetable.RunSlot;
import io.orchestrator.web.api.body.DagBody;
import io.orchestrator.web.api.body.DagRunBody;
import io.orchestrator.web.api.body.DagTagBody;
import io.orchestrator.web.api.body.DagVersionBody;
import io.orchestrator.web.api.body.TaskInstanceBody;
import io.orchestrator.web.api.body.TryBody;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what the store answers into the API's bodies. */
final class Bodies {
  private static final double MILLIS = 1000.0;

  private Bodies() {}

  /** A list body: the rows under Airflow's plural name, and the total. */
  static <T> Map<String, Object> list(String plural, Page<T> page, Function<? super T, ?> body) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(plural, page.rows().stream().map(body).toList());
    answer.put("total_entries", page.total() < 0 ? page.rows().size() : page.total());
    return answer;
  }

  static <T> Map<String, Object> list(String plural, List<T> rows, Function<? super T, ?> body) {
    return list(plural, new Page<>(rows, false, rows.size()), body);
  }

  static DagBody dag(DagRow row, boolean hasImportErrors) {
    return dag(row.dag(), hasImportErrors);
  }

  static DagBody dag(StoredDag dag, boolean hasImportErrors) {
    DagModel model = dag.version().model();
    RunSlot next = dag.nextFire();
    return new DagBody(
        null,
        dag.bundle(),
        null,
        model.dagId(),
        model.dagId(),
        model.description(),
        dag.bundle() + ":" + dag.fileName(),
        dag.fileName(),
        hasImportErrors,
        model.tasks().stream().anyMatch(Bodies::limited),
        dag.paused(),
        dag.stale(),
        null,
        null,
        dag.lastLoadedAt(),
        model.maxActiveRuns(),
        model.maxActiveTasks(),
        0,
        next == null ? null : next.interval().end(),
        next == null ? null : next.interval().start(),
        next == null ? null : next.logicalDate(),
        next == null ? null : next.runAfter(),
        model.owner().isEmpty() ? List.of() : List.of(model.owner()),
        dag.fileName(),
        model.tags().stream().map(t -> new DagTagBody(model.dagId(), model.dagId(), t)).toList(),
        model.schedule().toTimetable().description(),
        false,
        model.schedule().toTimetable().summary());
  }

  static DagRunBody run(RunRow row) {
    return run(row.run(), row.versionNumber(), row.lastPlannedAt());
  }

  static DagRunBody run(DagRun run, int versionNumber, @Nullable Instant lastPlanned) {
    String note = run.spec().note();
    Trigger trigger = run.spec().trigger();
    return new DagRunBody(
        null,
        trigger.conf(),
        run.dagId(),
        run.dagId(),
        run.runId(),
        List.of(version(run.dagId(), run.dagVersionId(), versionNumber)),
        run.interval() == null ? null : run.interval().end(),
        run.interval() == null ? null : run.interval().start(),
        seconds(run.startDate(), run.endDate()),
        run.endDate(),
        lastPlanned,
        run.logicalDate(),
        note == null || note.isEmpty() ? null : note,
        null,
        run.moments().queuedAt(),
        run.runAfter(),
        run.type().wireName(),
        run.startDate(),
        run.state().wireName(),
        trigger.by(),
        trigger.user());
  }

  static TaskInstanceBody task(TaskRow row, @Nullable Map<String, String> rendered) {
    TaskInstance task = row.task();
    TaskRow.Run run = row.run();
    return new TaskInstanceBody(
        run.dagId(),
        run.dagId(),
        run.runId(),
        version(run.dagId(), run.dagVersionId(), run.versionNumber()),
        seconds(task.times().startDate(), task.times().endDate()),
        task.times().endDate(),
        null,
        "{}",
        row.process().hostname(),
        task.id(),
        run.dates().logicalDate(),
        task.mapIndex(),
        task.maxTries(),
        null,
        row.operator(),
        row.operator(),
        row.process().pid(),
        row.demand().pool(),
        row.demand().slots(),
        row.priority(),
        row.queue(),
        task.times().queuedAt(),
        rendered,
        null,
        run.dates().runAfter(),
        task.times().scheduledAt(),
        task.times().startDate(),
        state(task.state()),
        task.taskId(),
        task.taskId(),
        null,
        null,
        task.tryNumber(),
        null);
  }

  /** The current try, in the shape of an ended one. */
  static TryBody currentTry(TaskRow row) {
    TaskInstance task = row.task();
    return attempt(
        row,
        new Attempt(
            task.id(),
            task.tryNumber(),
            task.state(),
            task.worker(),
            new Attempt.Moments(
                task.times().queuedAt(), task.times().startDate(), task.times().endDate()),
            task.reason()));
  }

  static TryBody attempt(TaskRow row, Attempt attempt) {
    TaskRow.Run run = row.run();
    return new TryBody(
        run.dagId(),
        run.dagId(),
        run.runId(),
        version(run.dagId(), run.dagVersionId(), run.versionNumber()),
        seconds(attempt.startDate(), attempt.endDate()),
        attempt.endDate(),
        null,
        "{}",
        attempt.worker(),
        row.task().mapIndex(),
        row.task().maxTries(),
        row.operator(),
        row.operator(),
        null,
        row.demand().pool(),
        row.demand().slots(),
        row.priority(),
        row.queue(),
        attempt.queuedAt(),
        null,
        attempt.startDate(),
        state(attempt.state()),
        row.task().taskId(),
        row.task().taskId(),
        attempt.tryNumber(),
        null);
  }

  static DagVersionBody version(String dagId, UUID id, int number) {
    return new DagVersionBody(null, null, null, madeAt(id), dagId, dagId, id, number);
  }

  /** The store makes ids that ascend with time (UUID version 7): they say when. */
  private static @Nullable Instant madeAt(UUID id) {
    return id.version() == 7 ? Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16) : null;
  }

  /** Airflow's null for a task without a state. */
  static @Nullable String state(TaskState state) {
    return state == TaskState.NONE ? null : state.wireName();
  }

  private static boolean limited(TaskModel task) {
    return task.limits().maxActiveAcrossRuns() != null || task.limits().maxActivePerRun() != null;
  }

  private static @Nullable Double seconds(@Nullable Instant start, @Nullable Instant end) {
    return start == null || end == null ? null : Duration.between(start, end).toMillis() / MILLIS;
  }
}
