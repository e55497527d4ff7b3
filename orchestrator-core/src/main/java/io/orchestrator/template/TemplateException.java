package io.orchestrator.template;

/**
 * A template that could not be rendered; the message names the template, the line and the cause.
 */
public final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }
}
