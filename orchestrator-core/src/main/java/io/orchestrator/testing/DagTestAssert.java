package io.orchestrator.testing;

import io.orchestrator.run.RunState;
import java.util.List;
import java.util.Optional;

/** Expectations of a tested run. A failing one prints the table of all tasks. */
public final class DagTestAssert {
  private final DagTestRun run;

  private DagTestAssert(DagTestRun run) {
    this.run = run;
  }

  public static DagTestAssert assertThat(DagTestRun run) {
    return new DagTestAssert(run);
  }

  public static DagTestRunsAssert assertThat(DagTestRuns runs) {
    return new DagTestRunsAssert(runs);
  }

  /** For {@link TaskAssert#wasSkipped(Because)}. */
  public static Because because(String words) {
    return new Because(words);
  }

  public DagTestAssert succeeded() {
    return is(RunState.SUCCESS);
  }

  public DagTestAssert failed() {
    return is(RunState.FAILED);
  }

  private DagTestAssert is(RunState wanted) {
    require(
        run.state() == wanted,
        "the run to be " + wanted.wireName() + ", but it is " + run.state().wireName());
    return this;
  }

  /** The code of tasks was called in this order, once per try or poke. */
  public DagTestAssert ranInOrder(String... taskIds) {
    require(
        run.order().equals(List.of(taskIds)),
        "the order " + List.of(taskIds) + ", but it was " + run.order());
    return this;
  }

  /** Exactly these tasks succeeded. */
  public DagTestAssert succeededExactly(String... taskIds) {
    List<String> found =
        run.tasks().stream()
            .filter(t -> t.state() == io.orchestrator.run.TaskState.SUCCESS)
            .map(DagTestTask::taskId)
            .sorted()
            .toList();
    List<String> wanted = List.of(taskIds).stream().sorted().toList();
    require(found.equals(wanted), "success of exactly " + wanted + ", but it was " + found);
    return this;
  }

  /** One task of the run. */
  public TaskAssert task(String taskId) {
    Optional<DagTestTask> task = run.find(taskId);
    require(task.isPresent(), "a task " + taskId + ", but there is none");
    return new TaskAssert(this, run, task.orElseThrow());
  }

  private void require(boolean holds, String expectation) {
    if (!holds) {
      throw new AssertionError("Expected " + expectation + ".\n" + run.table());
    }
  }
}
