package io.orchestrator.web.ui.svg;

import io.orchestrator.run.TaskState;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The states' glyphs as path data in a box of 16, and the same moved to another place. */
final class Glyphs {
  private static final Pattern COMMAND = Pattern.compile("([A-Za-z])([^A-Za-z]*)");
  private static final Pattern NUMBER = Pattern.compile("-?(?:\\d+\\.?\\d*|\\.\\d+)");
  private static final Map<TaskState, String> PATHS = new EnumMap<>(TaskState.class);

  static {
    PATHS.put(TaskState.NONE, dot(2.2));
    PATHS.put(TaskState.SCHEDULED, dot(6.3) + dot(5) + dot(1.9));
    PATHS.put(TaskState.QUEUED, bar(3) + bar(6.9) + bar(10.8));
    PATHS.put(TaskState.RUNNING, dot(6.6) + dot(4.9) + "M8 4.4a3.6 3.6 0 0 1 0 7.2z");
    PATHS.put(
        TaskState.RESTARTING,
        "M12 2.88A6.5 6.5 0 1 1 4 2.88L5.04 4.22A4.8 4.8 0 1 0 10.96 4.22z"
            + "M8 1.2h0a0.9 0.9 0 0 1 0.9 0.9v5.2a0.9 0.9 0 0 1 -0.9 0.9h0"
            + "a0.9 0.9 0 0 1 -0.9 -0.9v-5.2a0.9 0.9 0 0 1 0.9 -0.9z");
    PATHS.put(
        TaskState.UP_FOR_RETRY,
        "M12.83 12.05A6.3 6.3 0 1 1 12.22 3.32L11.01 4.66A4.5 4.5 0 1 0 11.45 10.89z"
            + "M8.9 6.9L14.6 6.9L14.6 1.3z");
    PATHS.put(
        TaskState.UP_FOR_RESCHEDULE,
        "M3.2 1.6h9.6v2.1L9.5 8l3.3 4.3v2.1h-9.6v-2.1L6.5 8l-3.3-4.3z");
    PATHS.put(TaskState.DEFERRED, "M9.6 1.6a6.6 6.6 0 1 0 4.9 8.6a5.4 5.4 0 0 1-4.9-8.6z");
    PATHS.put(TaskState.SUCCESS, dot(5));
    PATHS.put(
        TaskState.FAILED,
        "M4 1.5h8a2.5 2.5 0 0 1 2.5 2.5v8a2.5 2.5 0 0 1 -2.5 2.5h-8"
            + "a2.5 2.5 0 0 1 -2.5 -2.5v-8a2.5 2.5 0 0 1 2.5 -2.5z"
            + "M8 9.41L10.33 11.75L11.75 10.33L9.41 8L11.75 5.67L10.33 4.25L8 6.59"
            + "L5.67 4.25L4.25 5.67L6.59 8L4.25 10.33L5.67 11.75z");
    PATHS.put(
        TaskState.UPSTREAM_FAILED,
        "M1.9 2.5h12.2a1 1 0 0 1 .87 1.5l-6.1 10a1 1 0 0 1-1.72 0l-6.1-10a1 1 0 0 1 .85-1.5z");
    PATHS.put(
        TaskState.SKIPPED,
        "M4.4 6.6h7.2a1.4 1.4 0 0 1 1.4 1.4v0a1.4 1.4 0 0 1 -1.4 1.4h-7.2"
            + "a1.4 1.4 0 0 1 -1.4 -1.4v0a1.4 1.4 0 0 1 1.4 -1.4z");
    PATHS.put(
        TaskState.REMOVED,
        "M4.5 2.5h7a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-7a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2z"
            + "M4.8 3.9h6.4a0.9 0.9 0 0 1 0.9 0.9v6.4a0.9 0.9 0 0 1 -0.9 0.9h-6.4"
            + "a0.9 0.9 0 0 1 -0.9 -0.9v-6.4a0.9 0.9 0 0 1 0.9 -0.9z"
            + "M5.09 11.89L11.89 5.09L10.91 4.11L4.11 10.91z");
  }

  private Glyphs() {}

  /** The glyph with its box's corner at the place; fill rule even-odd. */
  static String at(TaskState state, double x, double y) {
    return moved(PATHS.getOrDefault(state, dot(2.2)), x, y);
  }

  /** A group's success: a smaller disc. */
  static String smallDisc(double x, double y) {
    return moved(dot(2.9), x, y);
  }

  static String moved(String path, double dx, double dy) {
    StringBuilder out = new StringBuilder(path.length() + 16);
    Matcher commands = COMMAND.matcher(path);
    while (commands.find()) {
      String command = commands.group(1);
      out.append(command);
      switch (command) {
        case "M", "L" -> shift(out, commands.group(2), dx, dy, 0);
        case "A" -> shift(out, commands.group(2), dx, dy, 5);
        default -> out.append(commands.group(2));
      }
    }
    return out.toString();
  }

  private static void shift(StringBuilder out, String numbers, double dx, double dy, int skip) {
    Matcher each = NUMBER.matcher(numbers);
    int index = 0;
    while (each.find()) {
      if (index > 0) {
        out.append(' ');
      }
      double value = Double.parseDouble(each.group());
      double offset = index == skip ? dx : index == skip + 1 ? dy : 0;
      out.append(number(value + offset));
      index++;
    }
  }

  /** A number as short as it can be, two decimals at most. */
  static String number(double value) {
    double rounded = Math.round(value * 100) / 100d;
    if (rounded == Math.rint(rounded)) {
      return Long.toString((long) rounded);
    }
    String text = String.format(Locale.ROOT, "%.2f", rounded);
    return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
  }

  private static String dot(double r) {
    String d = number(2 * r);
    String n = number(r);
    return "M"
        + number(8 - r)
        + " 8a"
        + n
        + " "
        + n
        + " 0 1 1 "
        + d
        + " 0a"
        + n
        + " "
        + n
        + " 0 1 1 -"
        + d
        + " 0z";
  }

  private static String bar(double y) {
    return "M4.1 " + number(y) + "h7.8a1.1 1.1 0 0 1 0 2.2h-7.8a1.1 1.1 0 0 1 0 -2.2z";
  }
}
