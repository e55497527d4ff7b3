package io.orchestrator.web.ui.task;

/**
 * Text of a log in one look.
 *
 * @param css empty for plain text
 */
public record LogRun(String css, String text) {
  boolean plain() {
    return css.isEmpty();
  }
}
