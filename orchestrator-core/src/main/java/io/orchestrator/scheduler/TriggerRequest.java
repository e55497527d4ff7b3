package io.orchestrator.scheduler;

import io.orchestrator.timetable.DataInterval;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An order to run a DAG now.
 *
 * @param runId empty: made from the type and run_after
 * @param logicalDate empty: a run without logical date and interval
 * @param interval empty: inferred by the timetable from the logical date
 * @param runAfter empty: now
 * @param triggeredBy Airflow's word: rest_api, ui, cli
 * @param user who asks
 */
public record TriggerRequest(
    String dagId,
    Optional<String> runId,
    Optional<Instant> logicalDate,
    Optional<DataInterval> interval,
    Optional<Instant> runAfter,
    Map<String, Object> conf,
    Optional<String> note,
    String triggeredBy,
    String user) {

  /** A run without a date, with params and conf as they are. */
  public static TriggerRequest now(String dagId, String triggeredBy, String user) {
    return new TriggerRequest(
        dagId,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        triggeredBy,
        user);
  }
}
