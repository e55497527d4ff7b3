package io.orchestrator.timetable;

import java.time.Instant;

/** Comparing instants in words. */
final class Instants {

  private Instants() {}

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
