package io.orchestrator.loader.protocol;

import io.orchestrator.model.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * The text of one file, for excerpts in messages.
 *
 * @param fileName path within the bundle
 * @param lines empty for jars
 */
public record SourceText(String fileName, List<String> lines) {

  public static SourceText of(String fileName, String text) {
    return new SourceText(fileName, text.lines().toList());
  }

  /** Text of a line, counted from 1; empty when there is none. */
  public String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  /** The line of a place, if the place lies in this file. */
  Optional<Integer> lineOf(SourceLocation location) {
    return location.file().equals(simpleName()) && location.line() <= lines.size()
        ? Optional.of(location.line())
        : Optional.empty();
  }

  /** The innermost frame of a stack that lies in this file. */
  Optional<SourceLocation> place(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (simpleName().equals(frame.getFileName()) && frame.getLineNumber() > 0) {
        return Optional.of(new SourceLocation(simpleName(), frame.getLineNumber()));
      }
    }
    return Optional.empty();
  }

  public String simpleName() {
    return fileName.substring(fileName.lastIndexOf('/') + 1);
  }
}
