package io.orchestrator.web.api;

/** What answers show in place of secrets. Sent back, it means that the secret stays as it is. */
final class Secrets {
  static final String MASK = "***";

  private Secrets() {}
}
