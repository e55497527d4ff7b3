package io.orchestrator.template;

import static io.orchestrator.template.Callable.REQUIRED;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Airflow's {@code macros.*}, without those that would make two renderings differ. */
final class Macros {

  static final Set<String> NAMES =
      Set.of("ds_add", "ds_format", "datetime", "datetime_diff_for_humans");

  private static final String DAY = "%Y-%m-%d";

  private Macros() {}

  static Members all() {
    return new Members("macros")
        .with(
            "ds_add",
            Callable.of("ds_add", List.of("ds", REQUIRED, "days", REQUIRED), Macros::dsAdd))
        .with(
            "ds_format",
            Callable.of(
                "ds_format",
                List.of("ds", REQUIRED, "input_format", REQUIRED, "output_format", REQUIRED),
                Macros::dsFormat))
        .with(
            "datetime",
            Callable.of(
                "datetime",
                List.of(
                    "year", REQUIRED, "month", REQUIRED, "day", REQUIRED, "hour", 0L, "minute", 0L,
                    "second", 0L),
                Macros::datetime))
        .with(
            "datetime_diff_for_humans",
            Callable.of(
                "datetime_diff_for_humans",
                List.of("dt", REQUIRED, "since", REQUIRED),
                Macros::diffForHumans));
  }

  private static Object dsAdd(Map<String, Object> given) {
    ZonedDateTime day = Strftime.parse(PythonText.str(given.get("ds")), DAY);
    try {
      return Strftime.format(day.plusDays(number(given, "days")), DAY);
    } catch (DateTimeException | ArithmeticException e) {
      throw new TemplateFailure("ds_add() leads to a date out of range");
    }
  }

  private static Object dsFormat(Map<String, Object> given) {
    ZonedDateTime day =
        Strftime.parse(PythonText.str(given.get("ds")), PythonText.str(given.get("input_format")));
    return Strftime.format(day, PythonText.str(given.get("output_format")));
  }

  private static Object datetime(Map<String, Object> given) {
    try {
      return new Moment(
          ZonedDateTime.of(
              Math.toIntExact(number(given, "year")),
              Math.toIntExact(number(given, "month")),
              Math.toIntExact(number(given, "day")),
              Math.toIntExact(number(given, "hour")),
              Math.toIntExact(number(given, "minute")),
              Math.toIntExact(number(given, "second")),
              0,
              ZoneOffset.UTC));
    } catch (DateTimeException | ArithmeticException e) {
      throw new TemplateFailure("datetime(): " + e.getMessage());
    }
  }

  private static Object diffForHumans(Map<String, Object> given) {
    ZonedDateTime one = utc(given, "dt");
    ZonedDateTime other = utc(given, "since");
    boolean before = one.isBefore(other);
    return span(before ? one : other, before ? other : one) + (before ? " before" : " after");
  }

  /** The largest unit, rounded up near its end, as pendulum says it. */
  private static String span(ZonedDateTime from, ZonedDateTime to) {
    Period period = Period.between(from.toLocalDate(), to.toLocalDate());
    if (from.toLocalTime().isAfter(to.toLocalTime())) {
      period = Period.between(from.toLocalDate(), to.toLocalDate().minusDays(1));
    }
    Duration rest = Duration.between(from.plus(period), to);
    int weeks = period.getDays() / 7;
    int days = period.getDays() % 7;
    if (period.getYears() > 0) {
      return count(period.getYears() + (period.getMonths() > 6 ? 1 : 0), "year");
    }
    if (period.getMonths() == 11 && period.getDays() > 15) {
      return count(1, "year");
    }
    if (period.getMonths() > 0) {
      return count(period.getMonths() + (period.getDays() >= 27 ? 1 : 0), "month");
    }
    if (weeks > 0) {
      return count(weeks + (days > 3 ? 1 : 0), "week");
    }
    if (days > 0) {
      return count(days + (rest.toHours() >= 22 ? 1 : 0), "day");
    }
    if (rest.toHours() > 0) {
      return count(rest.toHours(), "hour");
    }
    if (rest.toMinutes() > 0) {
      return count(rest.toMinutes(), "minute");
    }
    return rest.toSeconds() > 10 ? count(rest.toSeconds(), "second") : "a few seconds";
  }

  private static String count(long amount, String unit) {
    return amount + " " + unit + (amount == 1 ? "" : "s");
  }

  private static ZonedDateTime utc(Map<String, Object> given, String name) {
    Moment moment = Moment.from(given.get(name), "datetime_diff_for_humans()");
    return moment.time().withZoneSameInstant(ZoneOffset.UTC);
  }

  private static long number(Map<String, Object> given, String name) {
    if (given.get(name) instanceof Number number) {
      return number.longValue();
    }
    throw new TemplateFailure("`" + name + "` needs a number");
  }
}
