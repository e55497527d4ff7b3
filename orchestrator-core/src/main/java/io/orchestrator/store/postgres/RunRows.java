package io.orchestrator.store.postgres;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.DagRun.Moments;
import io.orchestrator.run.RunSpec;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunDates;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Reads rows of the table {@code dag_run}, whose alias is always {@code r}. */
final class RunRows {
  static final String COLUMNS =
      """
       r.id, r.dag_id, r.run_id, r.run_type, r.state, r.dag_version_id, r.logical_date,
       r.interval_start, r.interval_end, r.run_after, r.queued_at, r.start_date, r.end_date,
       r.conf, r.triggered_by, r.triggering_user, r.note, r.failure, r.clear_number
      """;

  private static final Logger LOG = LoggerFactory.getLogger(RunRows.class);

  private RunRows() {}

  static DagRun run(Row row) throws SQLException {
    return new DagRun(
        row.big("id"),
        spec(row),
        RunState.ofWireName(row.text("state")),
        new Moments(
            row.instant("queued_at"),
            row.instantOrNull("start_date"),
            row.instantOrNull("end_date")),
        row.textOrNull("failure"),
        row.number("clear_number"));
  }

  private static RunSpec spec(Row row) throws SQLException {
    return new RunSpec(
        row.text("dag_id"),
        row.text("run_id"),
        RunType.ofWireName(row.text("run_type")),
        row.uuid("dag_version_id"),
        dates(row),
        new Trigger(
            row.text("triggered_by"), row.textOrNull("triggering_user"), conf(row.text("conf"))),
        row.textOrNull("note"));
  }

  /** One that cannot be read must not break the reading of all others. */
  private static Map<String, Object> conf(String json) {
    try {
      return Json.object(json);
    } catch (JacksonException e) {
      LOG.debug("A stored conf cannot be read", e);
      return Trigger.UNREADABLE;
    }
  }

  static RunDates dates(Row row) throws SQLException {
    return new RunDates(row.instantOrNull("logical_date"), interval(row), row.instant("run_after"));
  }

  private static @Nullable DataInterval interval(Row row) throws SQLException {
    Instant start = row.instantOrNull("interval_start");
    Instant end = row.instantOrNull("interval_end");
    return start == null || end == null ? null : new DataInterval(start, end);
  }
}
