package io.orchestrator.testing;

import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskState;

/** Expectations of all runs of a world. */
public final class DagTestRunsAssert {
  private final DagTestRuns runs;

  DagTestRunsAssert(DagTestRuns runs) {
    this.runs = runs;
  }

  /** There are this many runs, and all succeeded. */
  public DagTestRunsAssert allSucceeded(int number) {
    for (DagTestRun run : runs.all()) {
      DagTestAssert.assertThat(run).succeeded();
    }
    long found = runs.count(RunState.SUCCESS);
    return require(found == number, number + " runs, but there are " + found);
  }

  /** In this many runs the task is in the state. */
  public DagTestRunsAssert task(String taskId, TaskState state, int number) {
    long found =
        runs.all().stream()
            .filter(run -> run.find(taskId).filter(t -> t.state() == state).isPresent())
            .count();
    return require(
        found == number,
        "task %s to be %s in %s runs, but in %s"
            .formatted(taskId, state.wireName(), number, found));
  }

  private DagTestRunsAssert require(boolean holds, String expectation) {
    if (!holds) {
      throw new AssertionError("Expected " + expectation + ".\n" + runs.table());
    }
    return this;
  }
}
