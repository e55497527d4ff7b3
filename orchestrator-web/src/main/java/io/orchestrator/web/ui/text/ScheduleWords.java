package io.orchestrator.web.ui.text;

import io.orchestrator.timetable.ScheduleSpec;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A schedule in words: {@code Daily at 04:00}, {@code Every 15 minutes}, {@code Manual}. */
public final class ScheduleWords {
  private static final List<String> DAYS =
      List.of(
          "Sundays",
          "Mondays",
          "Tuesdays",
          "Wednesdays",
          "Thursdays",
          "Fridays",
          "Saturdays",
          "Sundays");

  private ScheduleWords() {}

  public static String text(ScheduleSpec schedule) {
    return schedule instanceof ScheduleSpec.Cron by
        ? by.expressions().stream().map(ScheduleWords::cron).collect(Collectors.joining(", "))
        : schedule.toTimetable().description();
  }

  /** The zone's city, when the schedule has a clock. */
  public static String zone(ScheduleSpec schedule) {
    return schedule instanceof ScheduleSpec.Cron by
        ? by.zone().substring(by.zone().lastIndexOf('/') + 1)
        : "";
  }

  /** The zone of the schedule's clock, when it has one. */
  public static Optional<ZoneId> zoneOf(ScheduleSpec schedule) {
    return schedule instanceof ScheduleSpec.Cron by
        ? Optional.of(ZoneId.of(by.zone()))
        : Optional.empty();
  }

  static String cron(String cron) {
    String[] f = cron.trim().split("\\s+");
    if (f.length != 5) {
      return switch (cron.trim()) {
        case "@hourly" -> "Hourly at :00";
        case "@daily" -> "Daily at 00:00";
        case "@weekly" -> "Sundays at 00:00";
        case "@monthly" -> "Monthly on day 1 at 00:00";
        case "@yearly" -> "Yearly on 1 Jan at 00:00";
        default -> cron;
      };
    }
    return plain(f[2], f[3], f[4]) ? everyDay(f[0], f[1], cron) : someDays(f, cron);
  }

  private static boolean plain(String... fields) {
    return List.of(fields).stream().allMatch("*"::equals);
  }

  private static String everyDay(String minute, String hour, String cron) {
    if (number(minute) && number(hour)) {
      return "Daily at " + clock(hour, minute);
    }
    if (number(minute) && hour.equals("*")) {
      return "Hourly at :" + two(minute);
    }
    if (hour.equals("*") && minute.matches("\\*/\\d+")) {
      return "Every " + minute.substring(2) + " minutes";
    }
    return minute.equals("*") && hour.equals("*") ? "Every minute" : cron;
  }

  private static String someDays(String[] f, String cron) {
    if (!number(f[0]) || !number(f[1]) || !f[3].equals("*")) {
      return cron;
    }
    if (f[2].equals("*") && f[4].matches("[0-7]")) {
      return DAYS.get(Integer.parseInt(f[4])) + " at " + clock(f[1], f[0]);
    }
    return number(f[2]) && f[4].equals("*")
        ? "Monthly on day " + f[2] + " at " + clock(f[1], f[0])
        : cron;
  }

  private static boolean number(String field) {
    return field.matches("\\d{1,2}");
  }

  private static String clock(String hour, String minute) {
    return two(hour) + ":" + two(minute);
  }

  private static String two(String number) {
    return String.format(Locale.ROOT, "%02d", Integer.parseInt(number));
  }
}
