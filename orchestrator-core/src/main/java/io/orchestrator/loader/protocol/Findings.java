package io.orchestrator.loader.protocol;

import io.orchestrator.model.DagProblem;
import io.orchestrator.model.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Words for what can go wrong between a file and its DAGs. */
public final class Findings {
  /** The file cannot be loaded: {@code define} threw, ended the JVM, or is missing. */
  public static final String LOAD = "DAG015";

  public static final String SLOW = "DAG010";
  public static final String UNSTABLE = "DAG011";
  private static final int FRAMES = 8;

  private Findings() {}

  public static ImportFinding of(
      String code, SourceText text, Optional<SourceLocation> place, String message, String help) {
    SourceLocation where = place.orElse(new SourceLocation(text.simpleName(), 1));
    DagProblem problem = new DagProblem(code, where, message, List.of(), help);
    return finding(problem, text, place);
  }

  public static List<ImportFinding> of(List<DagProblem> problems, SourceText text) {
    return problems.stream()
        .map(problem -> finding(problem, text, Optional.of(problem.location())))
        .toList();
  }

  /** An exception out of user code, with the innermost line of the file it came through. */
  public static ImportFinding thrown(String what, Throwable thrown, SourceText text) {
    List<String> notes = new ArrayList<>();
    for (Throwable cause = thrown.getCause();
        cause != null && notes.size() < FRAMES;
        cause = cause.getCause()) {
      notes.add("caused by " + cause);
    }
    notes.addAll(frames(thrown.getStackTrace()));
    Optional<SourceLocation> place = text.place(thrown.getStackTrace());
    SourceLocation where = place.orElse(new SourceLocation(text.simpleName(), 1));
    String help = "make define quick and independent of its surroundings; work belongs into tasks";
    DagProblem problem = new DagProblem(LOAD, where, what + " threw " + thrown, notes, help);
    return finding(problem, text, place);
  }

  /** A call that did not come back, with where it hangs. */
  public static ImportFinding stack(
      String code, String message, StackTraceElement[] stack, SourceText text, String help) {
    DagProblem problem = stackProblem(code, message, stack, text, help);
    return finding(problem, text, text.place(stack));
  }

  /** A call that took long, with where it was. */
  public static ImportFinding stackWarning(
      String code, String message, StackTraceElement[] stack, SourceText text, String help) {
    return warning(stackProblem(code, message, stack, text, help), text);
  }

  private static DagProblem stackProblem(
      String code, String message, StackTraceElement[] stack, SourceText text, String help) {
    SourceLocation where = text.place(stack).orElse(new SourceLocation(text.simpleName(), 1));
    return new DagProblem(code, where, message, frames(stack), help);
  }

  /** What should be corrected, but stops nothing. */
  public static ImportFinding warning(DagProblem problem, SourceText text) {
    Optional<Integer> line = text.lineOf(problem.location());
    String message = problem.renderWarning(line.map(text::line).orElse(""));
    return new ImportFinding(problem.code(), text.fileName(), line, message);
  }

  private static ImportFinding finding(
      DagProblem problem, SourceText text, Optional<SourceLocation> place) {
    Optional<Integer> line = place.flatMap(text::lineOf);
    return new ImportFinding(
        problem.code(), text.fileName(), line, problem.render(line.map(text::line).orElse("")));
  }

  private static List<String> frames(StackTraceElement[] stack) {
    return Arrays.stream(stack).limit(FRAMES).map(frame -> "  at " + frame).toList();
  }
}
