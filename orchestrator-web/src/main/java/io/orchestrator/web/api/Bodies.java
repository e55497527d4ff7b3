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
import io.orchestrator.timetable.ScheduleSpec;
import io.orchestrator.timetable.Timetable;
import io.orchestrator.web.api.body.DagBody;
import io.orchestrator.web.api.body.DagRunBody;
import io.orchestrator.web.api.body.DagTagBody;
import io.orchestrator.web.api.body.DagVersionBody;
import io.orchestrator.web.api.body.TaskInstanceBody;
import io.orchestrator.web.api.body.TryBody;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Turns what the store answers into the API's bodies. */
final class Bodies {
  private static final int LARGEST_IN_LIST = 1_024;

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

  /** A list body that others can page by cursor; here it is by offset only. */
  static <T> Map<String, Object> cursored(
      String plural, Page<T> page, Function<? super T, ?> body) {
    Map<String, Object> answer = list(plural, page, body);
    answer.put("total_entries_limit", null);
    answer.put("next_cursor", null);
    answer.put("previous_cursor", null);
    return answer;
  }

  static DagBody dag(DagRow row, boolean hasImportErrors) {
    return dag(row.dag(), hasImportErrors);
  }

  static DagBody dag(StoredDag dag, boolean hasImportErrors) {
    DagModel model = dag.version().model();
    RunSlot next = dag.nextFire();
    return new DagBody(
        model.dagId(),
        model.description(),
        model.owner().isEmpty() ? List.of() : List.of(model.owner()),
        model.tags().stream().map(tag -> new DagTagBody(model.dagId(), tag)).toList(),
        new DagBody.File(
            dag.bundle(), dag.fileName(), hasImportErrors, dag.stale(), dag.lastLoadedAt()),
        new DagBody.Limits(
            model.maxActiveRuns(),
            model.maxActiveTasks(),
            model.tasks().stream().anyMatch(Bodies::limited)),
        new DagBody.Schedule(
            dag.paused(),
            next == null ? null : next.interval().end(),
            next == null ? null : next.interval().start(),
            next == null ? null : next.logicalDate(),
            next == null ? null : next.runAfter(),
            timetable(model.schedule())));
  }

  private static DagBody.Timetable timetable(ScheduleSpec schedule) {
    Timetable timetable = schedule.toTimetable();
    boolean none = schedule instanceof ScheduleSpec.Manual;
    return new DagBody.Timetable(
        timetable.description(), none ? null : timetable.summary(), timetable.periodic());
  }

  static DagRunBody run(RunRow row) {
    return run(row.run(), row.versionNumber(), row.lastPlannedAt());
  }

  /** A run among others: of a large conf a list has null, and the run alone the whole. */
  static DagRunBody runInList(RunRow row) {
    DagRunBody whole = run(row);
    DagRunBody.Origin origin = whole.origin();
    boolean large = JsonMapper.shared().writeValueAsBytes(origin.conf()).length > LARGEST_IN_LIST;
    return large ? whole.withOrigin(origin.withoutConf()) : whole;
  }

  static DagRunBody run(DagRun run, int versionNumber, @Nullable Instant lastPlanned) {
    String note = run.spec().note();
    Trigger trigger = run.spec().trigger();
    return new DagRunBody(
        run.dagId(),
        run.runId(),
        List.of(new DagVersionBody(run.dagId(), run.dagVersionId(), versionNumber)),
        note == null || note.isEmpty() ? null : note,
        new DagRunBody.Slot(
            run.interval() == null ? null : run.interval().end(),
            run.interval() == null ? null : run.interval().start(),
            run.logicalDate(),
            run.runAfter()),
        new DagRunBody.Origin(trigger.conf(), run.type().wireName(), trigger.by(), trigger.user()),
        new DagRunBody.Progress(
            run.endDate(),
            lastPlanned,
            run.moments().queuedAt(),
            run.startDate(),
            run.state().wireName()));
  }

  /**
   * @param rendered empty when nothing was rendered, or when it is not asked for
   */
  static TaskInstanceBody task(TaskRow row, Map<String, String> rendered) {
    TaskInstance task = row.task();
    TryBody current =
        tryOf(
            row,
            new TryBody.Host(row.host().hostname(), row.host().pid()),
            new TryBody.Times(
                task.times().endDate(),
                task.times().queuedAt(),
                task.times().scheduledAt(),
                task.times().startDate()),
            task.state(),
            task.tryNumber());
    return new TaskInstanceBody(
        task.id(),
        row.run().dates().logicalDate(),
        rendered,
        row.run().dates().runAfter(),
        current);
  }

  /** The current try, in the shape of an ended one. */
  static TryBody currentTry(TaskRow row) {
    TaskInstance task = row.task();
    return tryOf(
        row,
        new TryBody.Host(task.worker(), null),
        new TryBody.Times(
            task.times().endDate(), task.times().queuedAt(), null, task.times().startDate()),
        task.state(),
        task.tryNumber());
  }

  static TryBody attempt(TaskRow row, Attempt attempt) {
    return tryOf(
        row,
        new TryBody.Host(attempt.worker(), null),
        new TryBody.Times(attempt.endDate(), attempt.queuedAt(), null, attempt.startDate()),
        attempt.state(),
        attempt.tryNumber());
  }

  private static TryBody tryOf(
      TaskRow row, TryBody.Host host, TryBody.Times times, TaskState state, int number) {
    TaskRow.Run run = row.run();
    TaskInstance task = row.task();
    return new TryBody(
        new TryBody.Subject(
            run.dagId(),
            run.runId(),
            new DagVersionBody(run.dagId(), run.dagVersionId(), run.versionNumber()),
            task.mapIndex(),
            task.taskId()),
        new TryBody.Settings(
            row.operator(), row.demand().pool(), row.demand().slots(), row.priority(), row.queue()),
        host,
        times,
        task.maxTries(),
        state(state),
        number);
  }

  /** Airflow's null for a task without a state. */
  static @Nullable String state(TaskState state) {
    return state == TaskState.NONE ? null : state.wireName();
  }

  private static boolean limited(TaskModel task) {
    return task.limits().maxActiveAcrossRuns() != null || task.limits().maxActivePerRun() != null;
  }
}
