package io.orchestrator.timetable;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which tick the first run of a DAG without a start date takes: Airflow's {@code run_immediately}.
 *
 * @param kind how the choice is made
 * @param window for {@link Kind#WITHIN}, how old the last tick may be; absent means a tenth of the
 *     gap between ticks, at least five minutes
 */
public record FirstRun(Kind kind, @Nullable Duration window) {

  private static final Duration SMALLEST_WINDOW = Duration.ofMinutes(5);

  /** How the first tick is chosen. */
  public enum Kind {
    /** The last tick, however old. */
    PREVIOUS_TICK,
    /** The next tick. */
    NEXT_TICK,
    /** The last tick if it is fresh, else the next one. */
    WITHIN
  }

  /** The last tick if it is no older than a tenth of the gap (at least five minutes). */
  public static final FirstRun DEFAULT = new FirstRun(Kind.WITHIN, null);

  public FirstRun {
    if (window != null && (kind != Kind.WITHIN || window.isNegative())) {
      throw new InvalidScheduleException(
          "a first-run window must not be negative and only goes with WITHIN, got " + window);
    }
  }

  Instant choose(Ticks ticks, Instant now) {
    Instant past = ticks.alignPrevious(now);
    Instant coming = ticks.alignNext(now);
    return switch (kind) {
      case PREVIOUS_TICK -> past;
      case NEXT_TICK -> coming;
      case WITHIN ->
          Duration.between(past, now).compareTo(windowOf(past, coming)) <= 0 ? past : coming;
    };
  }

  private Duration windowOf(Instant past, Instant coming) {
    Duration given = window;
    if (given != null) {
      return given;
    }
    Duration tenth = Duration.between(past, coming).dividedBy(10);
    return tenth.compareTo(SMALLEST_WINDOW) > 0 ? tenth : SMALLEST_WINDOW;
  }
}
