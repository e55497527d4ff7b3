package io.orchestrator.model;

import java.util.Locale;

/** How a task's effective priority is summed from the weights around it. */
public enum WeightRule {
  DOWNSTREAM,
  UPSTREAM,
  ABSOLUTE;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
