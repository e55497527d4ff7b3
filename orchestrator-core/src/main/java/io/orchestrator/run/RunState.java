package io.orchestrator.run;

import java.util.Locale;

/** States of a DAG run. */
public enum RunState {
  QUEUED,
  RUNNING,
  SUCCESS,
  FAILED;

  public boolean finished() {
    return this == SUCCESS || this == FAILED;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static RunState ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
