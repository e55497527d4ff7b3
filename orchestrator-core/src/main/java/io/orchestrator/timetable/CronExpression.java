package io.orchestrator.timetable;

import static java.time.temporal.TemporalAdjusters.lastDayOfMonth;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A five-field cron expression stepping over wall time (no zone): minute, hour, day of month,
 * month, day of week. Days of month and of week that are both restricted mean either of them.
 */
public final class CronExpression {
  /** A fifth weekday of February comes back after 40 years at most; nothing is rarer. */
  private static final int SEARCH_YEARS = 50;

  private final String text;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet months;
  private final CronDays days;

  CronExpression(String text, BitSet minutes, BitSet hours, BitSet months, CronDays days) {
    this.text = text;
    this.minutes = minutes;
    this.hours = hours;
    this.months = months;
    this.days = days;
  }

  /**
   * Reads an expression of five fields or a preset such as {@code @daily}.
   *
   * @throws InvalidScheduleException naming the place, also for an expression that never fires
   */
  public static CronExpression parse(String text) {
    return CronParser.parse(text);
  }

  /** The five fields, single-spaced; presets are written out. */
  public String text() {
    return text;
  }

  /** Whether no hour is left out, so that the cron follows elapsed time over clock changes. */
  boolean everyHour() {
    return hours.cardinality() == CronField.HOUR.size();
  }

  BitSet minutes() {
    return (BitSet) minutes.clone();
  }

  BitSet hours() {
    return (BitSet) hours.clone();
  }

  boolean everFires() {
    return dayFrom(LocalDate.of(2000, 1, 1), 1) != null;
  }

  /** The first matching wall time strictly after {@code after}. */
  LocalDateTime nextWall(LocalDateTime after) {
    LocalDateTime from = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    LocalDate day = from.toLocalDate();
    if (matches(day)) {
      LocalTime time = timeFrom(from.getHour(), from.getMinute());
      if (time != null) {
        return day.atTime(time);
      }
    }
    LocalDate next = found(dayFrom(day.plusDays(1), 1), after);
    return next.atTime(hours.nextSetBit(0), minutes.nextSetBit(0));
  }

  /** The last matching wall time strictly before {@code before}. */
  LocalDateTime previousWall(LocalDateTime before) {
    LocalDateTime from = before.minusNanos(1);
    LocalDate day = from.toLocalDate();
    if (matches(day)) {
      LocalTime time = timeUpTo(from.getHour(), from.getMinute());
      if (time != null) {
        return day.atTime(time);
      }
    }
    LocalDate last = found(dayFrom(day.minusDays(1), -1), before);
    return last.atTime(hours.previousSetBit(23), minutes.previousSetBit(59));
  }

  private @Nullable LocalTime timeFrom(int hour, int minute) {
    if (hours.get(hour) && minutes.nextSetBit(minute) >= 0) {
      return LocalTime.of(hour, minutes.nextSetBit(minute));
    }
    int later = hours.nextSetBit(hour + 1);
    return later < 0 ? null : LocalTime.of(later, minutes.nextSetBit(0));
  }

  private @Nullable LocalTime timeUpTo(int hour, int minute) {
    if (hours.get(hour) && minutes.previousSetBit(minute) >= 0) {
      return LocalTime.of(hour, minutes.previousSetBit(minute));
    }
    int earlier = hours.previousSetBit(hour - 1);
    return earlier < 0 ? null : LocalTime.of(earlier, minutes.previousSetBit(59));
  }

  /** The first matching day from {@code start} on, walking by {@code step} (1 or -1). */
  private @Nullable LocalDate dayFrom(LocalDate start, int step) {
    LocalDate day = start;
    LocalDate limit = start.plusYears((long) step * SEARCH_YEARS);
    while (step > 0 ? day.isBefore(limit) : day.isAfter(limit)) {
      if (matches(day)) {
        return day;
      }
      if (!months.get(day.getMonthValue())) {
        day = step > 0 ? day.with(lastDayOfMonth()) : day.withDayOfMonth(1);
      }
      day = day.plusDays(step);
    }
    return null;
  }

  private boolean matches(LocalDate day) {
    return months.get(day.getMonthValue()) && days.matches(day);
  }

  private LocalDate found(@Nullable LocalDate day, LocalDateTime around) {
    if (day == null) {
      throw new IllegalStateException(
          "cron `" + text + "` has no run within " + SEARCH_YEARS + " years of " + around);
    }
    return day;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CronExpression cron && cron.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
