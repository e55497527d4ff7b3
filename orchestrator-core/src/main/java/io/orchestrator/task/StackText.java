package io.orchestrator.task;

import io.orchestrator.connection.SecretMask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stack traces for people who write tasks: their own frames, not the machinery around them. */
final class StackText {
  private static final int MOST_FRAMES = 40;
  private static final int MOST_CAUSES = 10;
  private static final int LONGEST_LINE = 2_000;

  /** Frames from here down to the thread's start are ours. */
  private static final String RUNNER = TaskRunner.class.getName();

  /** Between the runner and the user's lambda, and reflection. */
  private static final List<String> MACHINERY =
      List.of("io.orchestrator.dag.", AttemptContext.class.getName(), "jdk.internal.reflect.");

  private StackText() {}

  /**
   * The trace with its causes, line by line.
   *
   * @param secrets hidden in a long line before it is cut, because half a secret is not recognized
   */
  static List<String> of(Throwable thrown, SecretMask secrets) {
    List<String> lines = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    String lead = "";
    @Nullable Throwable current = thrown;
    while (current != null && seen.add(current) && seen.size() <= MOST_CAUSES) {
      lines.addAll(words(lead + said(current), secrets));
      lines.addAll(frames(current.getStackTrace()));
      lead = "Caused by: ";
      current = current.getCause();
    }
    return lines;
  }

  /** Name and message on one line: {@code IOException: disk full}. */
  static String oneLine(Throwable thrown) {
    String message = message(thrown);
    String name = thrown.getClass().getSimpleName();
    String first = message.lines().findFirst().orElse("");
    return first.isBlank() ? name : name + ": " + first;
  }

  /** Never fails, whatever the exception's own method does. */
  private static String said(Throwable thrown) {
    String message = message(thrown);
    String name = thrown.getClass().getName();
    return message.isEmpty() ? name : name + ": " + message;
  }

  static String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? "" : message;
    } catch (RuntimeException | StackOverflowError e) {
      return "(its getMessage threw " + e.getClass().getSimpleName() + ")";
    }
  }

  private static List<String> words(String text, SecretMask secrets) {
    return text.lines().map(l -> l.length() > LONGEST_LINE ? cut(secrets.mask(l)) : l).toList();
  }

  private static String cut(String line) {
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
  }

  private static List<String> frames(StackTraceElement[] stack) {
    List<StackTraceElement> all = Arrays.asList(stack);
    int end = all.size();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).getClassName().equals(RUNNER)) {
        end = i;
        break;
      }
    }
    List<String> shown =
        all.subList(0, end).stream()
            .filter(f -> MACHINERY.stream().noneMatch(f.getClassName()::startsWith))
            .map(f -> "    at " + f)
            .toList();
    if (shown.size() <= MOST_FRAMES) {
      return shown;
    }
    List<String> cut = new ArrayList<>(shown.subList(0, MOST_FRAMES));
    cut.add("    … " + (shown.size() - MOST_FRAMES) + " more");
    return cut;
  }
}
