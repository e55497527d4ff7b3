package io.orchestrator.web.ui.task;

import io.orchestrator.web.ui.text.Moments;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Times of a log's lines in the reader's zone. It remembers the minute it worked out last. */
final class LogClock {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm:", Locale.ROOT);

  /** Length of 2026-01-31T04:05. */
  private static final int TO_MINUTES = 16;

  private static final int SECONDS = 2;
  private static final String NO_FRACTION = ".000";
  private final Moments moments;
  private String known = "";
  private String shown = "";

  LogClock(Moments moments) {
    this.moments = moments;
  }

  /** 04:05:06.789; empty for no moment. */
  String text(String iso) {
    if (iso.isEmpty()) {
      return "";
    }
    int zone = Math.max(iso.indexOf('Z'), Math.max(iso.lastIndexOf('+'), iso.lastIndexOf('-')));
    String minute = iso.substring(0, TO_MINUTES) + iso.substring(zone);
    try {
      if (!minute.equals(known)) {
        shown = MINUTE.format(OffsetDateTime.parse(iso).atZoneSameInstant(moments.zone()));
        known = minute;
      }
    } catch (DateTimeParseException unusual) {
      return iso.substring(iso.indexOf('T') + 1);
    }
    String seconds = iso.substring(TO_MINUTES + 1, zone);
    String fraction = seconds.length() > SECONDS ? seconds.substring(SECONDS) + "000" : NO_FRACTION;
    return shown + seconds.substring(0, SECONDS) + fraction.substring(0, NO_FRACTION.length());
  }
}
