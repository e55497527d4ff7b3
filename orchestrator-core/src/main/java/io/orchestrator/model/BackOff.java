package io.orchestrator.model;

import java.time.Duration;

/**
 * How long to wait before something that failed is tried again: twice as long after each failure in
 * a row.
 *
 * @param first after the first failure
 * @param longest never longer than this
 */
public record BackOff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 16;

  /**
   * The pause after so many failures in a row.
   *
   * @param failures at least 1
   */
  public Duration after(int failures) {
    Duration pause = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
