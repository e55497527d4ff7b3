package io.orchestrator.web.ui.task;

import io.orchestrator.web.reading.AnsiCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** Colours that a program meant for a terminal, as looks of a page; other codes are left out. */
final class AnsiRuns {
  private static final int NONE = -1;
  private static final int CUBE = 16;
  private static final int GREYS = 232;
  private int colour = NONE;
  private int ground = NONE;
  private boolean bold;
  private boolean underlined;

  private AnsiRuns() {}

  /** The runs of one line; a line begins without colours, whatever the one before ended with. */
  static List<LogRun> of(String text) {
    if (text.indexOf(AnsiCodes.ESCAPE) < 0) {
      return List.of(new LogRun("", text));
    }
    AnsiRuns look = new AnsiRuns();
    List<LogRun> runs = new ArrayList<>();
    Matcher code = AnsiCodes.SEQUENCE.matcher(text);
    int from = 0;
    while (code.find()) {
      look.add(runs, text.substring(from, code.start()));
      String sequence = code.group();
      if (sequence.startsWith("[", 1) && sequence.endsWith("m")) {
        look.set(sequence.substring(2, sequence.length() - 1).split("[;:]", -1));
      }
      from = code.end();
    }
    look.add(runs, text.substring(from));
    return runs;
  }

  private void add(List<LogRun> runs, String text) {
    if (!text.isEmpty()) {
      runs.add(new LogRun(css(), text));
    }
  }

  private String css() {
    StringBuilder css = new StringBuilder();
    css.append(colour == NONE ? "" : " c" + colour);
    css.append(ground == NONE ? "" : " g" + ground);
    css.append(bold ? " cb" : "").append(underlined ? " cu" : "");
    return css.toString().strip();
  }

  private void set(String[] parts) {
    for (int i = 0; i < parts.length; i++) {
      int code = number(parts[i]);
      if (code == 38 || code == 48) {
        int[] read = extended(parts, i + 1);
        if (code == 38) {
          colour = read[0];
        } else {
          ground = read[0];
        }
        i = read[1];
      } else {
        set(code);
      }
    }
  }

  private void set(int code) {
    switch (code) {
      case 0 -> reset();
      case 1 -> bold = true;
      case 4 -> underlined = true;
      case 22 -> bold = false;
      case 24 -> underlined = false;
      case 39 -> colour = NONE;
      case 49 -> ground = NONE;
      default -> {
        colour = of(code, 30, colour);
        ground = of(code, 40, ground);
      }
    }
  }

  private void reset() {
    colour = NONE;
    ground = NONE;
    bold = false;
    underlined = false;
  }

  /** One of the eight colours or of their bright ones; what it is so far for another code. */
  private static int of(int code, int base, int soFar) {
    if (code >= base && code < base + 8) {
      return code - base;
    }
    int bright = base + 60;
    return code >= bright && code < bright + 8 ? code - bright + 8 : soFar;
  }

  /** A colour of 256, or of red, green and blue, as the nearest of eight; and where it ends. */
  private static int[] extended(String[] parts, int at) {
    int kind = at < parts.length ? number(parts[at]) : 0;
    if (kind == 5 && at + 1 < parts.length) {
      return new int[] {of256(number(parts[at + 1])), at + 1};
    }
    if (kind == 2 && at + 3 < parts.length) {
      int nearest =
          nearest(number(parts[at + 1]), number(parts[at + 2]), number(parts[at + 3]), 256);
      return new int[] {nearest, at + 3};
    }
    return new int[] {NONE, parts.length};
  }

  private static int of256(int code) {
    if (code < CUBE) {
      return code;
    }
    if (code >= GREYS) {
      return code < GREYS + 8 ? 8 : 7;
    }
    int cube = code - CUBE;
    return nearest(cube / 36, cube / 6 % 6, cube % 6, 6);
  }

  private static int nearest(int red, int green, int blue, int levels) {
    return (red * 2 >= levels ? 1 : 0)
        + (green * 2 >= levels ? 2 : 0)
        + (blue * 2 >= levels ? 4 : 0);
  }

  private static int number(String text) {
    try {
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException tooLong) {
      return NONE;
    }
  }
}
