package io.orchestrator.web.ui.parts;

import io.orchestrator.store.DagStore.ImportProblem;
import io.orchestrator.web.ui.text.Moments;

/** What is wrong with a file. */
public record ProblemView(String place, String message, String code, String bundle, String at) {
  public static ProblemView of(ImportProblem p, Moments moments) {
    return new ProblemView(
        p.line() == null ? p.fileName() : p.fileName() + ":" + p.line(),
        p.message(),
        p.code(),
        p.bundle(),
        moments.relative(p.at()));
  }

  /** The message in one line. */
  public String line() {
    return message.lines().findFirst().orElse("");
  }

  /** What the message has behind that line: the place, the stack, the help. */
  public String rest() {
    return message.substring(line().length()).stripLeading();
  }
}
