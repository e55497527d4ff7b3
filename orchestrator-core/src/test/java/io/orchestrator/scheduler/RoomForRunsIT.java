package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that wait for {@code max_active_runs}, where ends are decided before they are written. */
class RoomForRunsIT {
  @Test
  void aRunThatWaitsForRoomStartsWithTheEndOfTheOneBefore() {
    try (PostgresEngine engine = new PostgresEngine()) {
      engine.deploy(
          Dag.define(
              "single",
              d -> {
                d.maxActiveRuns(1);
                d.action("only", c -> {});
              }));
      engine.trigger("single");
      DagRun second = engine.trigger("single");
      var items = engine.claim();
      engine.start(items);
      engine.finish(items, End.SUCCESS);
      List<DagRun> running =
          engine.store.transact(tx -> tx.runs().list("single", List.of(RunState.RUNNING), 10));
      assertThat(running).extracting(DagRun::id).containsExactly(second.id());
    }
  }
}
