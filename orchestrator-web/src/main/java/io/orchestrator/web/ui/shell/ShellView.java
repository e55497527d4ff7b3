package io.orchestrator.web.ui.shell;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page.
 *
 * @param flash result of the last action, shown once
 */
public record ShellView(
    Account account, Place place, Counts counts, Health health, @Nullable Flash flash) {

  ShellView with(ShellReader.Reading reading) {
    return new ShellView(account, place, reading.counts(), reading.health(), flash);
  }

  /** What was done, and how it can be undone for a moment. */
  public record Flash(String text, @Nullable UndoOffer undo) {}

  /** Who reads. */
  public record Account(String user, String role, boolean operator, boolean admin) {
    /** First two letters. */
    public String initials() {
      return user.substring(0, Math.min(2, user.length())).toUpperCase(Locale.ROOT);
    }
  }

  /** Where and when; {@code keys} is whether single keys do something. */
  public record Place(String section, @Nullable String theme, boolean keys, Clock clock) {}

  /**
   * The time in the reader's zone.
   *
   * @param browserZone id of the zone when it is the browser's; null when it was chosen
   */
  public record Clock(String time, String title, String zone, @Nullable String browserZone) {}

  /** Numbers of the navigation. */
  public record Counts(long running, int importErrors) {
    public static final Counts NONE = new Counts(0, 0);
  }

  /**
   * State of the parts.
   *
   * @param css empty, {@code warn} or {@code bad}
   */
  public record Health(String css, String text, String age, String title) {}
}
