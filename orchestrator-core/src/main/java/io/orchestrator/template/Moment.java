package io.orchestrator.template;

import static io.orchestrator.template.Callable.REQUIRED;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A point in time as Airflow's templates know it: prints as Python does, with the usual members.
 */
record Moment(ZonedDateTime time) implements TemplateObject {

  private static final List<Object> AMOUNTS =
      List.of(
          "years", 0L, "months", 0L, "weeks", 0L, "days", 0L, "hours", 0L, "minutes", 0L, "seconds",
          0L);

  static Moment of(Instant instant) {
    return new Moment(instant.atZone(ZoneOffset.UTC));
  }

  /** The moment, or None. */
  static Object orNone(@Nullable Instant instant) {
    return instant == null ? None.VALUE : of(instant);
  }

  static Moment from(@Nullable Object value, String asker) {
    if (value instanceof Moment moment) {
      return moment;
    }
    throw new TemplateFailure(asker + " needs a date, not `" + PythonText.str(value) + "`");
  }

  String ds() {
    return strftime("%Y-%m-%d");
  }

  String dsNodash() {
    return strftime("%Y%m%d");
  }

  /** ISO 8601 with offset. */
  String ts() {
    return isoformat('T');
  }

  String tsNodash() {
    return strftime("%Y%m%dT%H%M%S");
  }

  String tsNodashWithTz() {
    return ts().replace("-", "").replace(":", "");
  }

  @Override
  public Object member(String name) {
    return switch (name) {
      case "year" -> (long) time.getYear();
      case "month" -> (long) time.getMonthValue();
      case "day" -> (long) time.getDayOfMonth();
      case "hour" -> (long) time.getHour();
      case "minute" -> (long) time.getMinute();
      case "second" -> (long) time.getSecond();
      case "microsecond" -> (long) time.getNano() / 1_000;
      case "day_of_year" -> (long) time.getDayOfYear();
      case "int_timestamp" -> time.toEpochSecond();
      default -> method(name);
    };
  }

  private Object method(String name) {
    return switch (name) {
      case "isoformat", "to_iso8601_string" -> value(name, ts());
      case "date", "to_date_string" -> value(name, ds());
      case "to_datetime_string" -> value(name, strftime("%Y-%m-%d %H:%M:%S"));
      case "timestamp" -> value(name, time.toEpochSecond() + time.getNano() / 1_000_000_000.0);
      case "weekday" -> value(name, (long) time.getDayOfWeek().getValue() - 1);
      case "strftime" ->
          Callable.of(
              name,
              List.of("format", REQUIRED),
              given -> strftime(PythonText.str(given.get("format"))));
      case "add" -> Callable.of(name, AMOUNTS, given -> plus(given, 1));
      case "subtract" -> Callable.of(name, AMOUNTS, given -> plus(given, -1));
      case "in_timezone", "in_tz", "astimezone" ->
          Callable.of(name, List.of("tz", REQUIRED), this::zoned);
      default -> new Undefined("a date has no `" + name + "` here");
    };
  }

  private static Callable value(String name, Object value) {
    return Callable.of(name, List.of(), ignored -> value);
  }

  private Moment zoned(Map<String, Object> given) {
    String zone = PythonText.str(given.get("tz"));
    try {
      return new Moment(time.withZoneSameInstant(ZoneId.of(zone)));
    } catch (DateTimeException e) {
      throw new TemplateFailure("the zone `" + zone + "` is not known");
    }
  }

  private Moment plus(Map<String, Object> amounts, int sign) {
    try {
      Period period =
          Period.of(
              Math.toIntExact(sign * amount(amounts, "years")),
              Math.toIntExact(sign * amount(amounts, "months")),
              Math.toIntExact(sign * (7 * amount(amounts, "weeks") + amount(amounts, "days"))));
      return new Moment(
          time.plus(period)
              .plusHours(sign * amount(amounts, "hours"))
              .plusMinutes(sign * amount(amounts, "minutes"))
              .plusSeconds(sign * amount(amounts, "seconds")));
    } catch (DateTimeException | ArithmeticException e) {
      throw new TemplateFailure("the resulting date is out of range");
    }
  }

  private static long amount(Map<String, Object> amounts, String unit) {
    if (amounts.get(unit) instanceof Number number) {
      return number.longValue();
    }
    throw new TemplateFailure("`" + unit + "` needs a number");
  }

  private String strftime(String format) {
    return Strftime.format(time, format);
  }

  private String isoformat(char separator) {
    String micros = time.getNano() >= 1_000 ? ".%f" : "";
    String zone = time.getOffset().equals(ZoneOffset.UTC) ? "+00:00" : time.getOffset().getId();
    return strftime("%Y-%m-%d" + separator + "%H:%M:%S" + micros) + zone;
  }

  /** {@code 2026-01-02 03:04:05+00:00}. */
  @Override
  public String toString() {
    return isoformat(' ');
  }
}
