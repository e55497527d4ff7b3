package io.orchestrator.testing;

import io.orchestrator.run.ClearPlan;
import io.orchestrator.run.RunState;
import java.util.List;
import java.util.stream.Collectors;

/** Runs of one DAG in one world, oldest first. */
public final class DagTestRuns {
  private final World world;
  private final List<DagTestRun> runs;

  private DagTestRuns(World world, List<DagTestRun> runs) {
    this.world = world;
    this.runs = runs;
  }

  static DagTestRuns of(World world) {
    return new DagTestRuns(world, new RunReading(world).all());
  }

  public List<DagTestRun> all() {
    return runs;
  }

  /** How many are in the state. */
  public long count(RunState state) {
    return runs.stream().filter(run -> run.state() == state).count();
  }

  /**
   * The run for a date.
   *
   * @param date as in {@link DagTester#logicalDate(String)}
   * @throws IllegalArgumentException when there is none
   */
  public DagTestRun on(String date) {
    var wanted = TestDates.parse(date);
    return runs.stream()
        .filter(run -> wanted.equals(run.run().logicalDate()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("There is no run for " + date + ".\n" + table()));
  }

  DagTestRun run(String runId) {
    return runs.stream().filter(run -> run.run().runId().equals(runId)).findFirst().orElseThrow();
  }

  /**
   * Clears tasks of one run as a person would, and lets everything go on to its end.
   *
   * @param date of the run
   * @param taskIds none for all tasks of the run; downstream tasks are cleared as well
   * @return the runs after that; this object keeps what was before
   */
  public DagTestRuns clear(String date, String... taskIds) {
    DagTestRun run = on(date);
    world
        .orders()
        .clear(
            run.run().dagId(),
            run.run().runId(),
            new ClearPlan.Selection(List.of(taskIds), false, true, ClearPlan.Only.ANY),
            World.WORKER);
    world.settle();
    return of(world);
  }

  /** The tables of all runs. */
  public String table() {
    return runs.stream().map(DagTestRun::table).collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return table();
  }
}
