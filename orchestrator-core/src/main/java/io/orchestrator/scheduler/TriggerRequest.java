package io.orchestrator.scheduler;

import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.timetable.DataInterval;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An order to run a DAG now.
 *
 * @param runId empty: made from the type and run_after
 * @param note empty: a run without one
 */
public record TriggerRequest(
    String dagId, Optional<String> runId, Dates dates, Trigger trigger, Optional<String> note) {

  /**
   * What the run is for.
   *
   * @param logicalDate empty: a run without logical date and interval
   * @param interval empty: inferred by the timetable from the logical date
   * @param runAfter empty: now
   */
  public record Dates(
      Optional<Instant> logicalDate, Optional<DataInterval> interval, Optional<Instant> runAfter) {
    public static final Dates NOW = new Dates(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * A run without a date, with params and conf as they are.
   *
   * @param by Airflow's word: rest_api, ui, cli
   */
  public static TriggerRequest now(String dagId, String by, String user) {
    Trigger trigger = new Trigger(by, user, Map.of());
    return new TriggerRequest(dagId, Optional.empty(), Dates.NOW, trigger, Optional.empty());
  }

  public TriggerRequest named(String wanted) {
    return new TriggerRequest(dagId, Optional.of(wanted), dates, trigger, note);
  }

  public TriggerRequest on(Dates wanted) {
    return new TriggerRequest(dagId, runId, wanted, trigger, note);
  }
}
