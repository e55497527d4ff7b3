package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Airflow: DagVersionResponse. */
public record DagVersionBody(String dagId, UUID id, int versionNumber) implements OfDag {

  /** The store makes ids that ascend with time (UUID version 7): they say when. */
  @JsonProperty
  Instant createdAt() {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  @Override
  public Map<String, @Nullable Object> absent() {
    return Body.nulls("bundle_name", "bundle_url", "bundle_version");
  }
}
