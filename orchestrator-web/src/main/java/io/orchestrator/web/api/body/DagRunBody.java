package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Airflow: DAGRunResponse. */
public record DagRunBody(
    String dagId,
    String dagRunId,
    List<DagVersionBody> dagVersions,
    @Nullable String note,
    @JsonUnwrapped Slot slot,
    @JsonUnwrapped Origin origin,
    @JsonUnwrapped Progress progress)
    implements OfDag {

  /** The place in time that the run is for. */
  public record Slot(
      @Nullable Instant dataIntervalEnd,
      @Nullable Instant dataIntervalStart,
      @Nullable Instant logicalDate,
      Instant runAfter)
      implements Body {}

  /** What started it. */
  public record Origin(
      @Nullable Map<String, Object> conf,
      String runType,
      @Nullable String triggeredBy,
      @Nullable String triggeringUserName)
      implements Body {
    public Origin withoutConf() {
      return new Origin(null, runType, triggeredBy, triggeringUserName);
    }
  }

  /** How far it is. */
  public record Progress(
      @Nullable Instant endDate,
      @Nullable Instant lastSchedulingDecision,
      @Nullable Instant queuedAt,
      @Nullable Instant startDate,
      String state)
      implements Spans {}

  public DagRunBody withOrigin(Origin other) {
    return new DagRunBody(dagId, dagRunId, dagVersions, note, slot, other, progress);
  }

  @Override
  public Map<String, @Nullable Object> absent() {
    return Body.nulls("bundle_version", "partition_date", "partition_key");
  }
}
