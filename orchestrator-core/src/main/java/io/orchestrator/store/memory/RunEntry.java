package io.orchestrator.store.memory;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of runs.
 *
 * @param planned number of its last planning, 0 for never
 */
record RunEntry(DagRun run, long planned) {

  RunEntry plannedAs(long number) {
    return new RunEntry(run, number);
  }

  /** Airflow's timestamp rules for a change of state. */
  RunEntry to(RunState state, String reason, Instant now) {
    boolean queued = state == RunState.QUEUED;
    boolean begins =
        state == RunState.RUNNING && (run.startDate() == null || run.endDate() != null);
    Instant start = begins ? now : run.startDate();
    Instant end = run.state().finished() ? run.endDate() : now;
    return with(
        state,
        new Moments(
            queued ? now : run.queuedAt(), queued ? null : start, state.finished() ? end : null),
        run.note(),
        state == RunState.FAILED && !reason.isEmpty() ? reason : null,
        run.clearNumber());
  }

  RunEntry noted(String note) {
    return with(run.state(), moments(), note, run.failure(), run.clearNumber());
  }

  RunEntry cleared(Instant now) {
    return with(
        run.state(),
        new Moments(now, run.startDate(), run.endDate()),
        run.note(),
        run.failure(),
        run.clearNumber() + 1);
  }

  private record Moments(Instant queued, @Nullable Instant start, @Nullable Instant end) {}

  private Moments moments() {
    return new Moments(run.queuedAt(), run.startDate(), run.endDate());
  }

  private RunEntry with(
      RunState state,
      Moments moments,
      @Nullable String note,
      @Nullable String failure,
      int clearNumber) {
    return new RunEntry(
        new DagRun(
            run.id(),
            run.dagId(),
            run.runId(),
            run.type(),
            state,
            run.dagVersionId(),
            run.logicalDate(),
            run.interval(),
            run.runAfter(),
            moments.queued(),
            moments.start(),
            moments.end(),
            run.conf(),
            run.triggeredBy(),
            run.triggeringUser(),
            note,
            failure,
            clearNumber),
        planned);
  }
}
