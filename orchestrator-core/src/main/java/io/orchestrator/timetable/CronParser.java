package io.orchestrator.timetable;

import io.orchestrator.timetable.CronDays.NthWeekday;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads cron text, keeping track of where each character stands so that errors can point at it. */
final class CronParser {

  private static final int MAX_LENGTH = 200;
  private static final Pattern FIELD = Pattern.compile("\\S+");
  private static final Map<String, String> PRESETS =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@quarterly", "0 0 1 */3 *",
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *");

  private final String source;
  private final Set<NthWeekday> nthWeekdays = new HashSet<>();
  private boolean lastDay;

  private CronParser(String source) {
    this.source = source;
  }

  static CronExpression parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidScheduleException(
          "cron is " + text.length() + " characters long; the limit is " + MAX_LENGTH);
    }
    String preset = text.strip().toLowerCase(Locale.ROOT);
    if (preset.startsWith("@")) {
      String fields = PRESETS.get(preset);
      if (fields == null) {
        throw new CronParser(text)
            .error(
                "unknown preset; known are "
                    + String.join(", ", PRESETS.keySet().stream().sorted().toList()),
                text.indexOf('@'));
      }
      return parse(fields);
    }
    return new CronParser(text).read();
  }

  private CronExpression read() {
    List<MatchResult> found = FIELD.matcher(source).results().toList();
    if (found.size() != CronField.values().length) {
      throw error(
          "has "
              + found.size()
              + " fields, needs 5: minute, hour, day of month, month, day of week",
          found.size() > 5 ? found.get(5).start() : source.length());
    }
    List<BitSet> values = new ArrayList<>();
    for (CronField field : CronField.values()) {
      MatchResult match = found.get(values.size());
      values.add(field(field, match.group(), match.start()));
    }
    CronExpression cron =
        new CronExpression(
            String.join(" ", found.stream().map(MatchResult::group).toList()),
            values.get(0),
            values.get(1),
            values.get(3),
            new CronDays(values.get(2), lastDay, values.get(4), Set.copyOf(nthWeekdays)));
    if (!cron.everFires()) {
      throw error("never fires, no such day exists", found.get(2).start());
    }
    return cron;
  }

  private BitSet field(CronField field, String text, int offset) {
    BitSet values = new BitSet(64);
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      part(field, text.substring(start, end), offset + start, values);
      start = end + 1;
    }
    return values;
  }

  private void part(CronField field, String part, int offset, BitSet values) {
    if (special(field, part.toLowerCase(Locale.ROOT), offset)) {
      return;
    }
    int slash = part.indexOf('/');
    String range = slash < 0 ? part : part.substring(0, slash);
    int step = slash < 0 ? 1 : step(field, part.substring(slash + 1), offset + slash + 1);
    int dash = range.indexOf('-');
    int first;
    int last;
    if (range.equals("*") || (range.equals("?") && slash < 0 && isDay(field))) {
      first = field.min();
      last = field.min() + field.size() - 1;
    } else if (dash < 0) {
      first = value(field, range, offset);
      last = slash < 0 ? first : field.max();
    } else {
      first = value(field, range.substring(0, dash), offset);
      last = value(field, range.substring(dash + 1), offset + dash + 1);
      if (field == CronField.DAY_OF_WEEK && last == 0 && first > 0) {
        last = 7;
      }
    }
    if (first > last) {
      throw error(
          field.label() + " range " + range + " runs backwards; write it as two ranges", offset);
    }
    for (int value = first; value <= last; value += step) {
      values.set(field == CronField.DAY_OF_WEEK ? value % 7 : value);
    }
  }

  /** Reads {@code L} in days of month, {@code 5#2} and {@code L5} in days of week. */
  private boolean special(CronField field, String part, int offset) {
    if (field == CronField.DAY_OF_MONTH && part.equals("l")) {
      lastDay = true;
      return true;
    }
    if (field != CronField.DAY_OF_WEEK) {
      return false;
    }
    int hash = part.indexOf('#');
    if (hash > 0) {
      int nth = number(field, part.substring(hash + 1), offset + hash + 1);
      if (nth < 1 || nth > 5) {
        throw error("a month has weekdays 1 to 5, not " + nth, offset + hash + 1);
      }
      nthWeekdays.add(new NthWeekday(value(field, part.substring(0, hash), offset) % 7, nth));
      return true;
    }
    if (part.length() > 1 && part.startsWith("l")) {
      int weekday = value(field, part.substring(1), offset + 1) % 7;
      nthWeekdays.add(new NthWeekday(weekday, NthWeekday.LAST));
      return true;
    }
    return false;
  }

  private static boolean isDay(CronField field) {
    return field == CronField.DAY_OF_MONTH || field == CronField.DAY_OF_WEEK;
  }

  private int step(CronField field, String text, int offset) {
    int step = number(field, text, offset);
    if (step < 1 || step > field.max()) {
      throw error(field.label() + " step " + step + " is outside 1-" + field.max(), offset);
    }
    return step;
  }

  private int value(CronField field, String text, int offset) {
    int named = field.named(text.toLowerCase(Locale.ROOT));
    int value = named >= 0 ? named : number(field, text, offset);
    if (value < field.min() || value > field.max()) {
      throw error(
          field.label() + " " + value + " is outside " + field.min() + "-" + field.max(), offset);
    }
    return value;
  }

  private int number(CronField field, String text, int offset) {
    if (text.isEmpty()) {
      throw error(field.label() + " value is missing", offset);
    }
    boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || text.length() > 4) {
      String kinds = field.hasNames() ? "a number, a name or *" : "a number or *";
      throw error(field.label() + " `" + text + "` is not " + kinds, offset);
    }
    return Integer.parseInt(text);
  }

  private InvalidScheduleException error(String problem, int offset) {
    return new InvalidScheduleException("cron `" + source + "`: " + problem, offset + 1);
  }
}
