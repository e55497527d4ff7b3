package io.orchestrator.web.ui;

/** What pages show in place of secrets. */
final class Secrets {
  static final String MASK = "••••••";

  private Secrets() {}
}
