package io.orchestrator.web.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Date-times as clients really send them: {@code Z}, {@code +00:00}, {@code +0000}, up to nine
 * fraction digits; without a zone they are UTC.
 */
final class ApiTimes {
  private static final DateTimeFormatter LENIENT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(java.util.Locale.ROOT);

  private ApiTimes() {}

  /**
   * @throws ApiException 422 naming the parameter
   */
  static Instant parse(String name, String text) {
    try {
      // A plus sign that was not percent-encoded arrives as a space.
      var parsed =
          LENIENT.parseBest(
              text.strip().replace(' ', text.contains("T") ? '+' : 'T'),
              OffsetDateTime::from,
              LocalDateTime::from);
      return parsed instanceof OffsetDateTime withZone
          ? withZone.toInstant()
          : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      return parseDate(name, text);
    }
  }

  static Optional<Instant> parseOptional(String name, @Nullable String text) {
    return text == null || text.isBlank() ? Optional.empty() : Optional.of(parse(name, text));
  }

  private static Instant parseDate(String name, String text) {
    try {
      return LocalDate.parse(text.strip()).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw ApiException.unprocessable(
          name + " is not a date-time: \"" + text + "\". Write it as 2026-01-31T04:00:00Z.");
    }
  }
}
