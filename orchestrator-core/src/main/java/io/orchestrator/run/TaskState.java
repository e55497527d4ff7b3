package io.orchestrator.run;

import java.util.Locale;
import java.util.Set;

/** States of a task instance: Airflow's, exactly. {@link #NONE} is Airflow's null. */
public enum TaskState {
  NONE,
  SCHEDULED,
  QUEUED,
  RUNNING,
  RESTARTING,
  UP_FOR_RETRY,
  UP_FOR_RESCHEDULE,
  DEFERRED,
  SUCCESS,
  FAILED,
  SKIPPED,
  UPSTREAM_FAILED,
  REMOVED;

  private static final Set<TaskState> FINISHED =
      Set.of(SUCCESS, FAILED, SKIPPED, UPSTREAM_FAILED, REMOVED);
  private static final Set<TaskState> SCHEDULABLE = Set.of(NONE, UP_FOR_RETRY, UP_FOR_RESCHEDULE);

  public boolean finished() {
    return FINISHED.contains(this);
  }

  /** Whether the planner may move it to scheduled. */
  public boolean schedulable() {
    return SCHEDULABLE.contains(this);
  }

  /** Whether it takes slots: queued, running, or about to be killed. */
  public boolean executing() {
    return this == QUEUED || this == RUNNING || this == RESTARTING;
  }

  public boolean succeededOrSkipped() {
    return this == SUCCESS || this == SKIPPED;
  }

  public boolean failedOrUpstreamFailed() {
    return this == FAILED || this == UPSTREAM_FAILED;
  }

  /** Airflow's spelling, {@code up_for_retry}; {@code none} for no state. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static TaskState ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
