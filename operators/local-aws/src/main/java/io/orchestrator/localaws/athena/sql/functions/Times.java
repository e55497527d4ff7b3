package io.orchestrator.localaws.athena.sql.functions;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Dates and times by MySQL's and Joda's patterns. What names no zone is UTC. */
final class Times {
  private static final int BASE_YEAR = 1970;

  private Times() {}

  static LocalDateTime mysqlParse(String text, String pattern) {
    return parse(text, mysql(pattern, true), pattern);
  }

  static String mysqlFormat(LocalDateTime time, String pattern) {
    return mysql(pattern, false).format(time);
  }

  static LocalDateTime jodaParse(String text, String pattern) {
    return parse(text, joda(pattern, true), pattern);
  }

  static String jodaFormat(LocalDateTime time, String pattern) {
    return joda(pattern, false).format(time.atZone(ZoneOffset.UTC));
  }

  static LocalDateTime iso(String text) {
    try {
      if (text.length() <= "2001-01-01".length()) {
        return LocalDate.parse(text).atStartOfDay();
      }
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      return parsed instanceof OffsetDateTime zoned
          ? zoned.atZoneSameInstant(ZoneOffset.UTC).toLocalDateTime()
          : (LocalDateTime) parsed;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "INVALID_FUNCTION_ARGUMENT: Invalid format: \"" + text + "\"", e);
    }
  }

  private static LocalDateTime parse(String text, DateTimeFormatter formatter, String pattern) {
    try {
      TemporalAccessor parsed = formatter.parse(text);
      LocalDate date = parsed.query(TemporalQueries.localDate());
      LocalTime time = parsed.query(TemporalQueries.localTime());
      ZoneId zone = parsed.query(TemporalQueries.zone());
      LocalDateTime local =
          LocalDateTime.of(
              date == null ? LocalDate.of(BASE_YEAR, 1, 1) : date,
              time == null ? LocalTime.MIDNIGHT : time);
      return zone == null
          ? local
          : local.atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "INVALID_FUNCTION_ARGUMENT: Invalid format: \"" + text + "\" for " + pattern, e);
    }
  }

  private static DateTimeFormatter mysql(String pattern, boolean parsing) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%' || i + 1 == pattern.length()) {
        builder.appendLiteral(c);
      } else {
        i++;
        mysqlField(builder, pattern.charAt(i), parsing);
      }
    }
    return finished(builder, parsing);
  }

  private static void mysqlField(DateTimeFormatterBuilder builder, char field, boolean parsing) {
    switch (field) {
      case 'Y' -> number(builder, ChronoField.YEAR, 4, parsing);
      case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, BASE_YEAR);
      case 'm' -> number(builder, ChronoField.MONTH_OF_YEAR, 2, parsing);
      case 'c' -> builder.appendValue(ChronoField.MONTH_OF_YEAR);
      case 'd' -> number(builder, ChronoField.DAY_OF_MONTH, 2, parsing);
      case 'e' -> builder.appendValue(ChronoField.DAY_OF_MONTH);
      case 'j' -> builder.appendValue(ChronoField.DAY_OF_YEAR, 3);
      case 'H' -> number(builder, ChronoField.HOUR_OF_DAY, 2, parsing);
      case 'k' -> builder.appendValue(ChronoField.HOUR_OF_DAY);
      case 'h', 'I' -> number(builder, ChronoField.CLOCK_HOUR_OF_AMPM, 2, parsing);
      case 'l' -> builder.appendValue(ChronoField.CLOCK_HOUR_OF_AMPM);
      case 'i' -> number(builder, ChronoField.MINUTE_OF_HOUR, 2, parsing);
      case 's', 'S' -> number(builder, ChronoField.SECOND_OF_MINUTE, 2, parsing);
      case 'f' -> fraction(builder, parsing);
      case 'p' -> builder.appendText(ChronoField.AMPM_OF_DAY, TextStyle.SHORT);
      case 'M' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
      case 'b' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
      case 'W' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.FULL);
      case 'a' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.SHORT);
      case 'v' -> builder.appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2);
      case 'x' -> builder.appendValue(IsoFields.WEEK_BASED_YEAR, 4);
      case 'T' -> builder.appendPattern("HH:mm:ss");
      case 'r' -> builder.appendPattern("hh:mm:ss a");
      case '%' -> builder.appendLiteral('%');
      case 'D', 'U', 'u', 'V', 'w', 'X' ->
          throw new IllegalArgumentException(
              "INVALID_FUNCTION_ARGUMENT: %" + field + " not supported in date format string");
      default -> builder.appendLiteral(field);
    }
  }

  /** Two digits when written; one or two when read. */
  private static void number(
      DateTimeFormatterBuilder builder, ChronoField field, int width, boolean parsing) {
    if (parsing && width == 2) {
      builder.appendValue(field, 1, 2, SignStyle.NOT_NEGATIVE);
    } else {
      builder.appendValue(field, width);
    }
  }

  private static void fraction(DateTimeFormatterBuilder builder, boolean parsing) {
    if (parsing) {
      builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false);
    } else {
      builder.appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, false);
    }
  }

  private static DateTimeFormatter joda(String pattern, boolean parsing) {
    StringBuilder java = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      }
      java.append(
          quoted
              ? c
              : switch (c) {
                case 'y', 'Y' -> 'u';
                case 'x' -> 'Y';
                case 'Z' -> 'x';
                default -> c;
              });
    }
    // Java's x is an offset of hours alone; Joda's Z has minutes, and a colon when doubled.
    String text = java.toString().replaceAll("(?<!x)x(?!x)", "xx").replaceAll("x{3,}", "VV");
    try {
      return finished(
          new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(text), parsing);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "INVALID_FUNCTION_ARGUMENT: Invalid pattern: " + pattern, e);
    }
  }

  private static DateTimeFormatter finished(DateTimeFormatterBuilder builder, boolean parsing) {
    if (parsing) {
      builder
          .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
          .parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
    }
    return builder.toFormatter(Locale.ENGLISH);
  }
}
