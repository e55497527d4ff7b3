package io.orchestrator.web.reading;

import io.orchestrator.tasklog.LoggedLine;

/**
 * A line of an attempt's log in its place.
 *
 * @param number counts from 1
 * @param raw as it was written
 */
public record NumberedLine(long number, String raw) {
  /** What is read from it. */
  public LoggedLine parts() {
    return LoggedLine.of(raw);
  }
}
