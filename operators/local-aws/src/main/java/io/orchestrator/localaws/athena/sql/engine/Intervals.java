package io.orchestrator.localaws.athena.sql.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Intervals as Athena writes them, from the engine's text form. */
final class Intervals {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(-?\\d+) years?)? ?(?:(-?\\d+) months?)? ?(?:(-?\\d+) days?)?"
              + " ?(?:(-?)(\\d+):(\\d+):(\\d+)(?:\\.(\\d+))?)?");
  private static final long DAY = 86_400_000;
  private static final int MONTHS = 12;

  private Intervals() {}

  /** {@code 2 01:30:00.000} for days and time, {@code 1-2} for years and months. */
  static String text(String value) {
    Matcher form = FORM.matcher(value);
    if (!form.matches()) {
      return value;
    }
    if (form.group(1) != null || form.group(2) != null) {
      long months = MONTHS * number(form.group(1)) + number(form.group(2));
      return sign(months) + Math.abs(months) / MONTHS + "-" + Math.abs(months) % MONTHS;
    }
    String fraction = form.group(8) == null ? "000" : (form.group(8) + "000").substring(0, 3);
    long time =
        ((number(form.group(5)) * 60 + number(form.group(6))) * 60 + number(form.group(7))) * 1_000
            + Long.parseLong(fraction);
    long millis = number(form.group(3)) * DAY + ("-".equals(form.group(4)) ? -time : time);
    long left = Math.abs(millis);
    return String.format(
        "%s%d %02d:%02d:%02d.%03d",
        sign(millis),
        left / DAY,
        left / 3_600_000 % 24,
        left / 60_000 % 60,
        left / 1_000 % 60,
        left % 1_000);
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static String sign(long value) {
    return value < 0 ? "-" : "";
  }
}
