package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Begins and ends. */
interface Spans extends Body {
  @Nullable Instant startDate();

  @Nullable Instant endDate();

  /** In seconds; null until it has ended. */
  @JsonProperty
  default @Nullable Double duration() {
    Instant start = startDate();
    Instant end = endDate();
    return start == null || end == null ? null : Duration.between(start, end).toMillis() / 1_000.0;
  }
}
