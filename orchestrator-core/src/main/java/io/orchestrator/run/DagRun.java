package io.orchestrator.run;

import io.orchestrator.timetable.DataInterval;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a DAG. Its state changes by a {@link RunTransition} only.
 *
 * @param id internal key, ascending with creation
 * @param failure why it failed, for people; absent while not failed
 * @param clearNumber how often it was queued again, by a clear or alone
 */
public record DagRun(
    long id,
    RunSpec spec,
    RunState state,
    Moments moments,
    @Nullable String failure,
    int clearNumber) {

  /** When the run got where it is, by the database's clock. */
  public record Moments(Instant queuedAt, @Nullable Instant startDate, @Nullable Instant endDate) {}

  /** A run that was just made. */
  public static DagRun queued(long id, RunSpec spec, Instant at) {
    return new DagRun(id, spec, RunState.QUEUED, new Moments(at, null, null), null, 0);
  }

  public DagRun withNote(@Nullable String note) {
    return new DagRun(id, spec.withNote(note), state, moments, failure, clearNumber);
  }

  /** Whether it failed for no other reason than its tasks did: their failures are the cause. */
  public boolean failedByItsTasks() {
    return failure != null && failure.startsWith(RunVerdict.AT_ITS_END);
  }

  public String dagId() {
    return spec.dagId();
  }

  public String runId() {
    return spec.runId();
  }

  public RunType type() {
    return spec.type();
  }

  public UUID dagVersionId() {
    return spec.dagVersionId();
  }

  public @Nullable Instant logicalDate() {
    return spec.dates().logicalDate();
  }

  public @Nullable DataInterval interval() {
    return spec.dates().interval();
  }

  public Instant runAfter() {
    return spec.dates().runAfter();
  }

  public @Nullable Instant startDate() {
    return moments.startDate();
  }

  public @Nullable Instant endDate() {
    return moments.endDate();
  }
}
