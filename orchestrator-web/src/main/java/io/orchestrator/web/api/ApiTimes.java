package io.orchestrator.web.api;

import io.orchestrator.timetable.IsoMoments;
import io.orchestrator.web.refusal.Finding.Place;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Date-times as clients really send them; without a zone they are UTC. */
final class ApiTimes {
  /** Airflow's years, 1 to 9999: what lies beyond them no column takes. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private ApiTimes() {}

  /**
   * @throws ApiException 422 naming the parameter
   */
  static Instant parse(Place place, String name, String text) {
    // A plus sign that was not percent-encoded arrives as a space.
    String sent = text.contains("T") ? text.strip().replace(' ', '+') : text;
    return IsoMoments.read(sent, ZoneOffset.UTC)
        .filter(moment -> !moment.isBefore(FIRST) && moment.isBefore(END))
        .orElseThrow(
            () ->
                ApiException.invalid(
                    place.finding(
                        "datetime_parsing",
                        "It is no date-time of the years 1 to 9999: \"%s\". Write it as"
                                .formatted(text)
                            + " 2026-01-31T04:00:00Z.",
                        name)));
  }

  static Optional<Instant> parseOptional(Place place, String name, @Nullable String text) {
    return text == null || text.isBlank()
        ? Optional.empty()
        : Optional.of(parse(place, name, text));
  }
}
