package io.orchestrator.web.ui.admin;

/** What pages show in place of secrets. */
public final class Secrets {
  public static final String MASK = "••••••";

  private Secrets() {}
}
