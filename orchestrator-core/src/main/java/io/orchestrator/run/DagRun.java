package io.orchestrator.run;

import io.orchestrator.timetable.DataInterval;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a DAG.
 *
 * @param id internal key, ascending with creation
 * @param dagVersionId the version it was created with and keeps
 * @param logicalDate what it is for; absent for runs without one
 * @param runAfter not started before this moment
 * @param conf given at the trigger, JSON-compatible
 * @param triggeredBy Airflow's word: timetable, rest_api, ui, cli …
 * @param failure why it failed, for people; absent while not failed
 */
public record DagRun(
    long id,
    String dagId,
    String runId,
    RunType type,
    RunState state,
    UUID dagVersionId,
    @Nullable Instant logicalDate,
    @Nullable DataInterval interval,
    Instant runAfter,
    Instant queuedAt,
    @Nullable Instant startDate,
    @Nullable Instant endDate,
    Map<String, Object> conf,
    String triggeredBy,
    @Nullable String triggeringUser,
    @Nullable String note,
    @Nullable String failure,
    int clearNumber) {

  public DagRun {
    conf = Collections.unmodifiableMap(new LinkedHashMap<>(conf));
  }
}
