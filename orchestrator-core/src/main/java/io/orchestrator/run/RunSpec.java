package io.orchestrator.run;

import io.orchestrator.timetable.RunDates;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run is made from. All of it but the note stays as it was when the run was made.
 *
 * @param runId unique within the DAG
 * @param dagVersionId the version it is made with and keeps
 * @param note for people, who may change it
 */
public record RunSpec(
    String dagId,
    String runId,
    RunType type,
    UUID dagVersionId,
    RunDates dates,
    Trigger trigger,
    @Nullable String note) {

  /**
   * Who made the run, and the conf they gave it.
   *
   * @param by Airflow's word: timetable, rest_api, ui, cli …
   * @param user absent for runs of the schedule
   * @param conf JSON-compatible
   */
  public record Trigger(String by, @Nullable String user, Map<String, Object> conf) {
    /** Stands for a stored conf that cannot be read: tasks of such a run are not started. */
    public static final Map<String, Object> UNREADABLE =
        Map.of("!", "The conf of this run cannot be read from the database.");

    public Trigger {
      conf = Collections.unmodifiableMap(new LinkedHashMap<>(conf));
    }

    /** Whether the conf is what was stored. */
    public boolean readable() {
      return !conf.equals(UNREADABLE);
    }
  }

  public RunSpec withTrigger(Trigger changed) {
    return new RunSpec(dagId, runId, type, dagVersionId, dates, changed, note);
  }

  public RunSpec withNote(@Nullable String changed) {
    return new RunSpec(dagId, runId, type, dagVersionId, dates, trigger, changed);
  }
}
