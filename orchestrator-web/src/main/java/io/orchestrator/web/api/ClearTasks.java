package io.orchestrator.web.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orchestrator.run.ClearPlan.Only;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.web.refusal.Finding.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: ClearTaskInstancesBody. What is left out counts as Airflow's default. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ClearTasks(
    @JsonUnwrapped Runs runs,
    @JsonUnwrapped Tasks tasks,
    @Nullable Boolean dryRun,
    @Nullable Boolean resetDagRuns,
    @Nullable Boolean runOnLatestVersion,
    @Nullable Boolean preventRunningTask,
    @Nullable String note) {

  /** In which runs: one and those around it, or those of a span of time. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Runs(
      @Nullable String dagRunId,
      @Nullable String startDate,
      @Nullable String endDate,
      @Nullable Boolean includeFuture,
      @Nullable Boolean includePast) {

    /** The run that is named; empty when a span is. */
    Optional<String> only() {
      boolean span = startDate != null || endDate != null;
      if (dagRunId != null && span) {
        throw ApiException.invalid(
            Place.BODY.refuses(
                "dag_run_id", "dag_run_id and start_date or end_date exclude each other."));
      }
      if (dagRunId == null && !span) {
        throw ApiException.invalid(
            Place.BODY.finding(
                "missing",
                "Say which runs: dag_run_id, or start_date and end_date.",
                "dag_run_id"));
      }
      return Optional.ofNullable(dagRunId);
    }

    @Nullable Instant start() {
      return ApiTimes.parseOptional(Place.BODY, "start_date", startDate).orElse(null);
    }

    @Nullable Instant end() {
      return ApiTimes.parseOptional(Place.BODY, "end_date", endDate).orElse(null);
    }
  }

  /** Which of a run's tasks; all when none is named. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Tasks(
      @Nullable List<Object> taskIds,
      @Nullable Boolean includeUpstream,
      @Nullable Boolean includeDownstream,
      @Nullable Boolean onlyFailed,
      @Nullable Boolean onlyRunning) {

    Selection selection() {
      return new Selection(
          TaskIds.of(taskIds), yes(includeUpstream, false), yes(includeDownstream, false), only());
    }

    /** As with Airflow only failed ones, unless something else is said. */
    private Only only() {
      boolean running = yes(onlyRunning, false);
      boolean failed = yes(onlyFailed, !running);
      if (failed && running) {
        throw ApiException.invalid(
            Place.BODY.refuses("only_failed", "only_failed and only_running exclude each other."));
      }
      if (running) {
        return Only.RUNNING;
      }
      return failed ? Only.FAILED : Only.ANY;
    }
  }

  /**
   * Refuses what this server does otherwise.
   *
   * @throws ApiException 400
   */
  void refuseWhatIsNotKept() {
    refuseLatest(runOnLatestVersion);
    if (!yes(resetDagRuns, true)) {
      throw ApiException.badRequest(
          "run_goes_on",
          "A run with cleared tasks goes on: its state cannot be kept. Nothing was cleared. Leave"
              + " reset_dag_runs out.");
    }
    if (note != null) {
      throw ApiException.badRequest(
          "note_not_kept",
          "Notes of single task instances are not kept. Nothing was cleared. Write it on the run:"
              + " PATCH …/dagRuns/{dag_run_id} with note.");
    }
  }

  static void refuseLatest(@Nullable Boolean latest) {
    if (yes(latest, false)) {
      throw ApiException.badRequest(
          "version_kept",
          "A run keeps the DAG version it was created with. Nothing was cleared. Leave"
              + " run_on_latest_version out, or trigger a new run.");
    }
  }

  static boolean yes(@Nullable Boolean value, boolean otherwise) {
    return value == null ? otherwise : value;
  }
}
