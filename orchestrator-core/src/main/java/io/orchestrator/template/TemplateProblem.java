package io.orchestrator.template;

import java.util.Optional;

/**
 * Something wrong with a template that shows before it is rendered.
 *
 * @param line where, counted from 1 within the template
 * @param message what is wrong
 * @param hint the name that was probably meant
 */
public record TemplateProblem(int line, String message, Optional<String> hint) {

  /** Message and hint as one sentence. */
  public String text() {
    return message + hint.map(name -> "; did you mean `" + name + "`?").orElse("");
  }
}
