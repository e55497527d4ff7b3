package io.orchestrator.model;

import java.util.List;

/**
 * One thing that is wrong with a DAG.
 *
 * @param code stable; docs/reference/errors.md explains the product's own
 * @param location the line to change
 * @param message what is wrong, one sentence
 * @param notes further lines: the path of a cycle, the other place, the position in a cron
 * @param help what to do
 */
public record DagProblem(
    String code, SourceLocation location, String message, List<String> notes, String help) {
  public DagProblem {
    notes = List.copyOf(notes);
  }

  /**
   * The problem as a compiler would print it.
   *
   * @param sourceLine text of the line at {@link #location}, empty when it is not known
   */
  public String render(String sourceLine) {
    return render("error", sourceLine);
  }

  /** As {@link #render(String)}, for what should be corrected but stops nothing. */
  public String renderWarning(String sourceLine) {
    return render("warning", sourceLine);
  }

  private String render(String severity, String sourceLine) {
    StringBuilder text = new StringBuilder();
    text.append(severity).append('[').append(code).append("]: ").append(message).append('\n');
    text.append("  --> ").append(location);
    if (!sourceLine.isBlank()) {
      text.append("   ").append(sourceLine.strip());
    }
    for (String note : notes) {
      text.append("\n   |  ").append(note);
    }
    if (!help.isEmpty()) {
      text.append("\n   = help: ").append(help);
    }
    return text.toString();
  }
}
