package io.orchestrator.administration;

/**
 * One thing wrong with a value.
 *
 * @param field as REST calls it
 * @param message a sentence that says what is wrong and what is allowed; no secret is in it
 */
public record Problem(String field, String message) {
  @Override
  public String toString() {
    return field + ": " + message;
  }
}
