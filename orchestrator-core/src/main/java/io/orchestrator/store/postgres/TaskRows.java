package io.orchestrator.store.postgres;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskInstance.TaskTimes;
import io.orchestrator.run.TaskState;
import java.sql.SQLException;

/** Reads rows of the table {@code task_instance}, whose alias is always {@code t}. */
final class TaskRows {
  static final String COLUMNS =
      """
       t.id as task_instance_id, t.run_pk, t.task_id, t.map_index, t.state as task_state,
       t.try_number, t.max_tries, t.epoch, t.worker, t.scheduled_at, t.queued_at as task_queued_at,
       t.start_date as task_start_date, t.end_date as task_end_date, t.retry_at, t.first_poke_at,
       t.lease_until, t.decision, t.reason, t.external_id, t.work_try
      """;

  private TaskRows() {}

  static TaskInstance task(Row row) throws SQLException {
    return new TaskInstance(
        row.uuid("task_instance_id"),
        row.big("run_pk"),
        row.text("task_id"),
        row.number("map_index"),
        TaskState.ofWireName(row.text("task_state")),
        row.number("try_number"),
        row.number("max_tries"),
        row.uuidOrNull("epoch"),
        row.textOrNull("worker"),
        new TaskTimes(
            row.instantOrNull("scheduled_at"),
            row.instantOrNull("task_queued_at"),
            row.instantOrNull("task_start_date"),
            row.instantOrNull("task_end_date"),
            row.instantOrNull("retry_at"),
            row.instantOrNull("first_poke_at"),
            row.instantOrNull("lease_until")),
        Json.decision(row.textOrNull("decision")),
        row.textOrNull("reason"),
        row.textOrNull("external_id"),
        row.number("work_try"));
  }

  static Attempt attempt(Row row) throws SQLException {
    return new Attempt(
        row.uuid("task_instance_id"),
        row.number("try_number"),
        TaskState.ofWireName(row.text("state")),
        row.textOrNull("worker"),
        row.instantOrNull("queued_at"),
        row.instantOrNull("start_date"),
        row.instantOrNull("end_date"),
        row.textOrNull("reason"));
  }
}
