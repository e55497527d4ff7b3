package io.orchestrator.model;

import java.util.Locale;

/** When a task may run, judged by the states of its direct upstreams (Airflow's rules, exactly). */
public enum TriggerRule {
  ALL_SUCCESS,
  ALL_FAILED,
  ALL_DONE,
  ALL_DONE_MIN_ONE_SUCCESS,
  ONE_SUCCESS,
  ONE_FAILED,
  ONE_DONE,
  NONE_FAILED,
  NONE_FAILED_MIN_ONE_SUCCESS,
  NONE_SKIPPED,
  ALL_SKIPPED,
  ALWAYS;

  /** Airflow's spelling, for example {@code all_success}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
