package io.orchestrator.timetable;

import java.util.OptionalInt;

/** A schedule that cannot be understood; the message names the text, what is wrong and where. */
public final class InvalidScheduleException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int position;

  /** A problem with the schedule as a whole. */
  public InvalidScheduleException(String message) {
    super(message);
    this.position = 0;
  }

  /**
   * A problem at one place of the schedule's text.
   *
   * @param message what is wrong, without the place
   * @param position the offending character, counted from 1
   */
  InvalidScheduleException(String message, int position) {
    super(message + " (position " + position + ")");
    this.position = position;
  }

  /** The offending character of the schedule's text, counted from 1, where one can be named. */
  public OptionalInt position() {
    return position > 0 ? OptionalInt.of(position) : OptionalInt.empty();
  }
}
