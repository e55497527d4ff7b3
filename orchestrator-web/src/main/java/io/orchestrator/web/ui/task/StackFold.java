package io.orchestrator.web.ui.task;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is folded of a stack trace: frames that are not of the author's own code. The message and
 * the author's frames stay open.
 */
final class StackFold {
  /** Fewer frames than these are no gain. */
  private static final int LEAST = 3;

  private static final Pattern FRAME =
      Pattern.compile("\\s+at (?:[^\\s()/]*/)*([\\w$.<>]+)\\.[\\w$<>]+\\([^()]*\\)\\s*");
  private static final Pattern REST = Pattern.compile("\\s+(?:\\.\\.\\.|…) \\d+ more\\s*");

  /** Beginnings of classes that nobody wrote for this DAG. */
  private static final List<String> LIBRARIES =
      List.of(
          "java.",
          "javax.",
          "jakarta.",
          "jdk.",
          "sun.",
          "com.sun.",
          "kotlin.",
          "scala.",
          "groovy.",
          "io.orchestrator.",
          "org.springframework.",
          "org.apache.",
          "org.hibernate.",
          "org.postgresql.",
          "org.slf4j.",
          "org.duckdb.",
          "ch.qos.logback.",
          "com.fasterxml.",
          "tools.jackson.",
          "com.zaxxer.",
          "io.netty.",
          "reactor.",
          "software.amazon.awssdk.",
          "com.amazonaws.");

  /** DAGs as a user writes them. */
  private static final String EXAMPLES = "io.orchestrator.examples.";

  private StackFold() {}

  /** What a line is of a stack trace. */
  enum Kind {
    OTHER,
    OWN,
    LIBRARY
  }

  /**
   * Lines that are shown, or folded, together.
   *
   * @param fold what stands in their place while they are folded; empty for lines that are not
   */
  public record Lines(String fold, List<LogLineView> lines) {}

  static Kind kind(String text) {
    if (text.isEmpty() || !Character.isWhitespace(text.charAt(0))) {
      return Kind.OTHER;
    }
    Matcher frame = FRAME.matcher(text);
    if (frame.matches()) {
      return library(frame.group(1)) ? Kind.LIBRARY : Kind.OWN;
    }
    return REST.matcher(text).matches() ? Kind.LIBRARY : Kind.OTHER;
  }

  private static boolean library(String name) {
    return !name.startsWith(EXAMPLES) && LIBRARIES.stream().anyMatch(name::startsWith);
  }

  /** All lines in their order. */
  static List<Lines> of(List<LogLineView> lines) {
    List<Lines> parts = new ArrayList<>();
    List<LogLineView> open = new ArrayList<>();
    for (int at = 0; at < lines.size(); ) {
      int end = at;
      while (end < lines.size() && lines.get(end).frame() == Kind.LIBRARY) {
        end++;
      }
      if (end - at >= LEAST) {
        if (!open.isEmpty()) {
          parts.add(new Lines("", List.copyOf(open)));
          open.clear();
        }
        parts.add(new Lines(end - at + " frames of libraries", lines.subList(at, end)));
        at = end;
      } else {
        open.add(lines.get(at++));
      }
    }
    if (!open.isEmpty()) {
      parts.add(new Lines("", List.copyOf(open)));
    }
    return parts;
  }
}
