package io.orchestrator.timetable;

import java.time.Instant;

/** The stretch of time a run's data is about: start inclusive, end exclusive. */
public record DataInterval(Instant start, Instant end) {}
