package io.orchestrator.template;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Python's {@code strftime} and {@code strptime} with English names. */
final class Strftime {

  private Strftime() {}

  static String format(ZonedDateTime moment, String format) {
    return formatter(format, false).format(moment);
  }

  /** Parses; parts that the format lacks are those of 1 January 1900, 00:00 UTC, as in Python. */
  static ZonedDateTime parse(String text, String format) {
    TemporalAccessor parsed;
    try {
      parsed = formatter(format, true).parse(text);
      LocalTime time = parsed.query(TemporalQueries.localTime());
      LocalDate date = parsed.query(TemporalQueries.localDate());
      ZoneOffset offset = parsed.query(TemporalQueries.offset());
      return LocalDateTime.of(
              date == null ? LocalDate.of(1900, 1, 1) : date,
              time == null ? LocalTime.MIDNIGHT : time)
          .atZone(offset == null ? ZoneOffset.UTC : offset);
    } catch (DateTimeException e) {
      throw new TemplateFailure("`" + text + "` does not match the format `" + format + "`");
    }
  }

  private static DateTimeFormatter formatter(String format, boolean parsing) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        builder.appendLiteral(c);
      } else if (++i < format.length()) {
        // Reading takes one digit for two, as Python does, unless another number follows directly.
        boolean adjacent = i + 1 < format.length() && format.charAt(i + 1) == '%';
        append(builder, format.charAt(i), parsing && !adjacent ? 1 : 2);
      } else {
        throw new TemplateFailure("the format `" + format + "` ends with a single %");
      }
    }
    builder.parseDefaulting(ChronoField.YEAR_OF_ERA, 1900);
    if (!format.contains("%j")) {
      builder
          .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
          .parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
    }
    return builder.toFormatter(Locale.ENGLISH);
  }

  private static void append(DateTimeFormatterBuilder builder, char directive, int digits) {
    switch (directive) {
      case 'Y' -> builder.appendValue(ChronoField.YEAR_OF_ERA, 4);
      case 'y' -> builder.appendPattern("yy");
      case 'm' -> number(builder, ChronoField.MONTH_OF_YEAR, digits);
      case 'd' -> number(builder, ChronoField.DAY_OF_MONTH, digits);
      case 'H' -> number(builder, ChronoField.HOUR_OF_DAY, digits);
      case 'I' -> number(builder, ChronoField.CLOCK_HOUR_OF_AMPM, digits);
      case 'M' -> number(builder, ChronoField.MINUTE_OF_HOUR, digits);
      case 'S' -> number(builder, ChronoField.SECOND_OF_MINUTE, digits);
      case 'f' -> builder.appendPattern("SSSSSS");
      case 'p' -> builder.appendPattern("a");
      case 'j' -> builder.appendPattern("DDD");
      case 'a' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.SHORT);
      case 'A' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.FULL);
      case 'b' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
      case 'B' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
      case 'u' -> builder.appendValue(ChronoField.DAY_OF_WEEK);
      case 'z' -> builder.appendOffset("+HHMM", "+0000");
      case 'Z' -> builder.appendZoneText(TextStyle.SHORT);
      case 'F' -> builder.appendPattern("yyyy-MM-dd");
      case 'T' -> builder.appendPattern("HH:mm:ss");
      case '%' -> builder.appendLiteral('%');
      default -> throw new TemplateFailure("the format directive %" + directive + " is not known");
    }
  }

  private static void number(DateTimeFormatterBuilder builder, ChronoField field, int digits) {
    builder.appendValue(field, digits, 2, SignStyle.NOT_NEGATIVE);
  }
}
