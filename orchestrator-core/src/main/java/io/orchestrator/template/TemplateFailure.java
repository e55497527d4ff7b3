package io.orchestrator.template;

import com.hubspot.jinjava.interpret.UnknownTokenException;

/**
 * What went wrong inside an expression. It extends the one exception that the library lets pass as
 * it is, so that rendering ends at once and the message stays ours.
 */
final class TemplateFailure extends UnknownTokenException {

  private static final long serialVersionUID = 1L;

  private final String message;

  TemplateFailure(String message) {
    super("", -1, -1);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
