package io.orchestrator.violations.scheduler;

import io.orchestrator.violations.run.DagRun;
import io.orchestrator.violations.run.TaskInstance;

/** Breaks: tasks and runs change by transitions only. */
final class ChangesARow {
  private ChangesARow() {}

  static TaskInstance byHand() {
    return new TaskInstance("success");
  }

  static DagRun endedByHand() {
    return new DagRun("success");
  }
}
