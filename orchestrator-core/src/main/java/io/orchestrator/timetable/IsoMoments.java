package io.orchestrator.timetable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Reads moments as people and programs write them, in ISO 8601. */
public final class IsoMoments {
  private static final DateTimeFormatter FORMS =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withChronology(IsoChronology.INSTANCE)
          .withResolverStyle(ResolverStyle.STRICT);

  private IsoMoments() {}

  /**
   * The moment that a text names: {@code 2026-01-31} is the start of that day, {@code
   * 2026-01-31T04:00:00Z} has its own offset ({@code Z}, {@code +01:00}, {@code +0100}, {@code
   * +01}). A blank may stand in place of the T, and the seconds may be left out.
   *
   * @param zone of a text without an offset
   * @return empty when the text is neither, or names a day or an hour that does not exist
   */
  public static Optional<Instant> read(String text, ZoneId zone) {
    try {
      TemporalAccessor read =
          FORMS.parseBest(
              text.strip().replace(' ', 'T'),
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from);
      return Optional.of(
          read instanceof OffsetDateTime exact
              ? exact.toInstant()
              : read instanceof LocalDateTime local
                  ? local.atZone(zone).toInstant()
                  : LocalDate.from(read).atStartOfDay(zone).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
