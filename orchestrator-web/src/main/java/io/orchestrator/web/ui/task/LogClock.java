package io.orchestrator.web.ui.task;

import io.orchestrator.web.ui.text.Moments;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times of a log's lines: in the reader's zone, since the start of the try, or none. It remembers
 * the minute it worked out last.
 */
final class LogClock {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm:", Locale.ROOT);

  /** Length of 2026-01-31T04:05. */
  private static final int TO_MINUTES = 16;

  private static final int SECONDS = 2;
  private static final int MILLIS = 3;
  private static final String NO_FRACTION = ".000";
  private final Moments moments;
  private final LogTimes times;
  private final @Nullable Instant start;
  private String known = "";
  private String shown = "";
  private Instant minute = Instant.EPOCH;

  /**
   * @param start of the try; absent when it is not known, and then times are those of the clock
   */
  LogClock(Moments moments, LogTimes times, @Nullable Instant start) {
    this.moments = moments;
    this.times = start == null && times == LogTimes.SINCE ? LogTimes.CLOCK : times;
    this.start = start;
  }

  /** Whether lines have a time at all. */
  boolean shows() {
    return times != LogTimes.OFF;
  }

  /** 04:05:06.789 or +0:00:12.345; empty for no moment. */
  String text(String iso) {
    if (iso.isEmpty() || !shows()) {
      return "";
    }
    int zone = Math.max(iso.indexOf('Z'), Math.max(iso.lastIndexOf('+'), iso.lastIndexOf('-')));
    String upTo = iso.substring(0, TO_MINUTES) + iso.substring(zone);
    try {
      if (!upTo.equals(known)) {
        OffsetDateTime parsed = OffsetDateTime.parse(upTo);
        shown = MINUTE.format(parsed.atZoneSameInstant(moments.zone()));
        minute = parsed.toInstant();
        known = upTo;
      }
    } catch (DateTimeParseException unusual) {
      return iso.substring(iso.indexOf('T') + 1);
    }
    String seconds = iso.substring(TO_MINUTES + 1, zone);
    String fraction = seconds.length() > SECONDS ? seconds.substring(SECONDS) + "000" : NO_FRACTION;
    String second = seconds.substring(0, SECONDS);
    String millis = fraction.substring(1, 1 + MILLIS);
    return start != null && times == LogTimes.SINCE
        ? since(start, second, millis)
        : shown + second + "." + millis;
  }

  private String since(Instant from, String seconds, String millis) {
    Instant at = minute.plusSeconds(Long.parseLong(seconds)).plusMillis(Long.parseLong(millis));
    Duration gap = Duration.between(from.truncatedTo(java.time.temporal.ChronoUnit.MILLIS), at);
    Duration size = gap.abs();
    return String.format(
        Locale.ROOT,
        "%s%d:%02d:%02d.%03d",
        gap.isNegative() ? "-" : "+",
        size.toHours(),
        size.toMinutesPart(),
        size.toSecondsPart(),
        size.toMillisPart());
  }
}
