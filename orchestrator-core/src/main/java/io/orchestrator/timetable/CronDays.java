package io.orchestrator.timetable;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.Set;

/**
 * Which days a cron means. If both day fields are restricted, a day that satisfies either counts.
 *
 * @param ofMonth days of the month, 1 to 31
 * @param lastOfMonth whether the month's last day counts too ({@code L})
 * @param ofWeek days of the week, 0 (Sunday) to 6
 * @param nthOfWeek single weekdays within the month ({@code 5#2}, {@code L5})
 */
record CronDays(BitSet ofMonth, boolean lastOfMonth, BitSet ofWeek, Set<NthWeekday> nthOfWeek) {

  /**
   * @param weekday 0 (Sunday) to 6
   * @param nth 1 to 5, or {@link #LAST}
   */
  record NthWeekday(int weekday, int nth) {

    static final int LAST = -1;

    boolean matches(LocalDate day) {
      if (weekdayOf(day) != weekday) {
        return false;
      }
      return nth == LAST
          ? day.getDayOfMonth() > day.lengthOfMonth() - 7
          : (day.getDayOfMonth() + 6) / 7 == nth;
    }
  }

  boolean matches(LocalDate day) {
    boolean anyOfMonth = ofMonth.cardinality() == CronField.DAY_OF_MONTH.size();
    boolean anyOfWeek = ofWeek.cardinality() == CronField.DAY_OF_WEEK.size();
    if (anyOfMonth) {
      return anyOfWeek || weekMatches(day);
    }
    return monthMatches(day) || (!anyOfWeek && weekMatches(day));
  }

  private boolean monthMatches(LocalDate day) {
    return ofMonth.get(day.getDayOfMonth())
        || (lastOfMonth && day.getDayOfMonth() == day.lengthOfMonth());
  }

  private boolean weekMatches(LocalDate day) {
    return ofWeek.get(weekdayOf(day)) || nthOfWeek.stream().anyMatch(nth -> nth.matches(day));
  }

  private static int weekdayOf(LocalDate day) {
    return day.getDayOfWeek().getValue() % 7;
  }
}
