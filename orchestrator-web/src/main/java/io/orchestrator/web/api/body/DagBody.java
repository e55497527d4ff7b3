package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Airflow: DAGResponse. */
public record DagBody(
    String dagId,
    @Nullable String description,
    List<String> owners,
    List<DagTagBody> tags,
    @JsonUnwrapped File file,
    @JsonUnwrapped Limits limits,
    @JsonUnwrapped Schedule schedule)
    implements OfDag {

  /** Where it is defined, and what came of it. */
  public record File(
      String bundleName,
      String fileloc,
      boolean hasImportErrors,
      @JsonProperty("is_stale") boolean stale,
      @Nullable Instant lastParsedTime)
      implements Body {

    @JsonProperty
    String fileToken() {
      return bundleName + ":" + fileloc;
    }

    @JsonProperty
    String relativeFileloc() {
      return fileloc;
    }

    @Override
    public Map<String, @Nullable Object> absent() {
      return Body.nulls("bundle_version", "last_expired", "last_parse_duration");
    }
  }

  /** How much of it may run at a time. */
  public record Limits(
      @Nullable Integer maxActiveRuns, int maxActiveTasks, boolean hasTaskConcurrencyLimits)
      implements Body {

    @JsonProperty
    int maxConsecutiveFailedDagRuns() {
      return 0;
    }

    @Override
    public Map<String, @Nullable Object> absent() {
      return Body.nulls("allowed_run_types");
    }
  }

  /** When it runs; the next run's moments are null when none is to come. */
  public record Schedule(
      @JsonProperty("is_paused") boolean paused,
      @Nullable Instant nextDagrunDataIntervalEnd,
      @Nullable Instant nextDagrunDataIntervalStart,
      @Nullable Instant nextDagrunLogicalDate,
      @Nullable Instant nextDagrunRunAfter,
      @JsonUnwrapped Timetable timetable)
      implements Body {}

  /**
   * What makes its runs.
   *
   * @param timetableSummary null when there is no schedule
   * @param timetablePeriodic whether its runs recur at times that can be listed ahead
   */
  public record Timetable(
      String timetableDescription, @Nullable String timetableSummary, boolean timetablePeriodic)
      implements Body {

    /** Every run type is allowed, so it depends on the timetable alone. */
    @JsonProperty("is_backfillable")
    boolean backfillable() {
      return timetablePeriodic;
    }

    @JsonProperty
    boolean timetablePartitioned() {
      return false;
    }
  }
}
