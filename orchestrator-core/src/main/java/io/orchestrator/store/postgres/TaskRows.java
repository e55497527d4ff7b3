package io.orchestrator.store.postgres;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskInstance.Hold;
import io.orchestrator.run.TaskInstance.Status;
import io.orchestrator.run.TaskInstance.TaskTimes;
import io.orchestrator.run.TaskInstance.Tries;
import io.orchestrator.run.TaskInstance.Work;
import io.orchestrator.run.TaskState;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Reads rows of the table {@code task_instance}, whose alias is always {@code t}. */
final class TaskRows {
  static final String COLUMNS =
      """
       t.id as task_instance_id, t.run_pk, t.task_id, t.map_index, t.state as task_state,
       t.try_number, t.max_tries, t.epoch, t.worker, t.scheduled_at, t.queued_at as task_queued_at,
       t.start_date as task_start_date, t.end_date as task_end_date, t.retry_at, t.first_poke_at,
       t.lease_until, t.decision, t.reason, t.external_id, t.work_try
      """;

  private static final Logger LOG = LoggerFactory.getLogger(TaskRows.class);

  private TaskRows() {}

  static TaskInstance task(Row row) throws SQLException {
    return new TaskInstance(
        row.uuid("task_instance_id"),
        new TaskInstance.Key(row.big("run_pk"), row.text("task_id"), row.number("map_index")),
        new Status(
            TaskState.ofWireName(row.text("task_state")),
            row.textOrNull("reason"),
            decision(row.textOrNull("decision"))),
        new Tries(row.number("try_number"), row.number("max_tries")),
        new Hold(row.uuidOrNull("epoch"), row.textOrNull("worker")),
        times(row),
        new Work(row.textOrNull("external_id"), row.number("work_try")));
  }

  /** One that cannot be read must not break the reading of all others. */
  private static @Nullable BranchDecision decision(@Nullable String json) {
    try {
      return Json.decision(json);
    } catch (JacksonException e) {
      LOG.debug("A stored decision cannot be read", e);
      return BranchDecision.UNREADABLE;
    }
  }

  private static TaskTimes times(Row row) throws SQLException {
    return new TaskTimes(
        row.instantOrNull("scheduled_at"),
        row.instantOrNull("task_queued_at"),
        row.instantOrNull("task_start_date"),
        row.instantOrNull("task_end_date"),
        row.instantOrNull("retry_at"),
        row.instantOrNull("first_poke_at"),
        row.instantOrNull("lease_until"));
  }

  static Attempt attempt(Row row) throws SQLException {
    return new Attempt(
        row.uuid("task_instance_id"),
        row.number("try_number"),
        TaskState.ofWireName(row.text("state")),
        row.textOrNull("worker"),
        moments(row),
        row.textOrNull("reason"));
  }

  static Attempt.Moments moments(Row row) throws SQLException {
    return new Attempt.Moments(
        row.instantOrNull("queued_at"),
        row.instantOrNull("start_date"),
        row.instantOrNull("end_date"));
  }
}
