package io.orchestrator.web.ui.text;

import io.orchestrator.timetable.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moments for people, in the zone the reader chose, seen from one {@code now}. */
public final class Moments {
  private static final char NBSP = '\u00a0';
  private static final DateTimeFormatter CLOCK = format("HH:mm");
  private static final DateTimeFormatter SECONDS = format("HH:mm:ss");
  private static final DateTimeFormatter DAY = format("d MMM");
  private static final DateTimeFormatter DAY_YEAR = format("d MMM yyyy");
  private static final DateTimeFormatter FULL = format("EEE d MMM yyyy HH:mm:ss");

  private final ZoneId zone;
  private final Instant now;

  public Moments(ZoneId zone, Instant now) {
    this.zone = zone;
    this.now = now;
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** The same reader's, seen from another moment. */
  public Moments seenFrom(Instant moment) {
    return new Moments(zone, moment);
  }

  public Instant now() {
    return now;
  }

  public ZoneId zone() {
    return zone;
  }

  /** The zone's last part, {@code Berlin}; {@code UTC}. */
  public String zoneName() {
    String id = zone.getId();
    return id.equals("Z") ? "UTC" : id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
  }

  /** A moment as every page shows it: shortest unambiguous text, relative words, and the title. */
  public TimeView view(Instant at) {
    return new TimeView(at.toString(), text(at), relative(at), title(at));
  }

  public Optional<TimeView> view(Optional<Instant> at) {
    return at.map(this::view);
  }

  /** {@code 04:14} today, {@code tomorrow 04:00}, {@code 22 Nov 04:00}, with year if another. */
  public String text(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    String clock = CLOCK.format(local);
    LocalDate today = now.atZone(zone).toLocalDate();
    LocalDate day = local.toLocalDate();
    if (day.equals(today)) {
      return clock;
    }
    if (day.equals(today.plusDays(1))) {
      return "tomorrow " + clock;
    }
    if (day.equals(today.minusDays(1))) {
      return "yesterday " + clock;
    }
    return dayOf(day, today) + " " + clock;
  }

  /** Clock with seconds, for logs and for the moment someone must act. */
  public String clock(Instant at) {
    return SECONDS.format(at.atZone(zone));
  }

  /** Hours and minutes only. */
  public String minute(Instant at) {
    return CLOCK.format(at.atZone(zone));
  }

  /** A logical date: the day when it is midnight there, else day and clock. */
  public String logical(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    String day = DAY_YEAR.format(local);
    return local.toLocalTime().toSecondOfDay() == 0 ? day : day + " " + CLOCK.format(local);
  }

  /** Short day for an axis: {@code 22 Nov}. */
  public String day(Instant at) {
    return DAY.format(at.atZone(zone));
  }

  /** {@code 12 min ago}, {@code in 1 h 45 m}. */
  public String relative(Instant at) {
    Duration gap = Duration.between(at, now);
    if (gap.isNegative()) {
      return "in " + Durations.text(gap.negated());
    }
    long seconds = gap.toSeconds();
    if (seconds < 5) {
      return "just now";
    }
    if (seconds < 60) {
      return ago(seconds, "s");
    }
    if (seconds < 3_600) {
      return ago(seconds / 60, "min");
    }
    return seconds < 86_400 ? ago(seconds / 3_600, "h") : ago(seconds / 86_400, "d");
  }

  /** All of it: chosen zone and UTC. */
  public String title(Instant at) {
    String utc = FULL.format(at.atZone(ZoneId.of("UTC"))) + " UTC";
    return zoneName().equals("UTC")
        ? utc
        : FULL.format(at.atZone(zone)) + " " + zoneName() + ", " + utc;
  }

  /**
   * A moment in another zone, {@code 05:54 New York}, to stand beside the reader's; empty when the
   * clocks there say the same.
   */
  public Optional<String> beside(Instant at, ZoneId other) {
    if (other.getRules().getOffset(at).equals(zone.getRules().getOffset(at))) {
      return Optional.empty();
    }
    Moments there = new Moments(other, now);
    boolean sameDay = at.atZone(other).toLocalDate().equals(at.atZone(zone).toLocalDate());
    String text = sameDay ? CLOCK.format(at.atZone(other)) : there.text(at);
    return Optional.of(text + " " + there.zoneName());
  }

  /** Time between two moments, or until now while the second is missing. */
  public Optional<String> took(@Nullable Instant start, @Nullable Instant end) {
    if (start == null) {
      return Optional.empty();
    }
    return Optional.of(Durations.text(Duration.between(start, end == null ? now : end)));
  }

  private static String ago(long value, String unit) {
    return "" + value + NBSP + unit + " ago";
  }

  private static String dayOf(LocalDate day, LocalDate today) {
    return day.getYear() == today.getYear() ? DAY.format(day) : DAY_YEAR.format(day);
  }
}
