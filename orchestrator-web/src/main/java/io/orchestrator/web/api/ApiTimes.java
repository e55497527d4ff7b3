package io.orchestrator.web.api;

import io.orchestrator.timetable.IsoMoments;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Date-times as clients really send them; without a zone they are UTC. */
final class ApiTimes {
  private ApiTimes() {}

  /**
   * @throws ApiException 422 naming the parameter
   */
  static Instant parse(String name, String text) {
    // A plus sign that was not percent-encoded arrives as a space.
    String sent = text.contains("T") ? text.strip().replace(' ', '+') : text;
    return IsoMoments.read(sent, ZoneOffset.UTC)
        .orElseThrow(
            () ->
                ApiException.unprocessable(
                    "%s is not a date-time: \"%s\". Write it as 2026-01-31T04:00:00Z."
                        .formatted(name, text)));
  }

  static Optional<Instant> parseOptional(String name, @Nullable String text) {
    return text == null || text.isBlank() ? Optional.empty() : Optional.of(parse(name, text));
  }
}
