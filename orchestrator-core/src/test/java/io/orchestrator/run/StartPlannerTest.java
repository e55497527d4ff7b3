package io.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.run.StartSnapshot.DagUse;
import io.orchestrator.timetable.RunDates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which queued runs start: max_active_runs of each DAG, oldest first. */
class StartPlannerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static DagRun queued(long id, String dagId) {
    return DagRun.queued(
        id,
        new RunSpec(
            dagId,
            "r" + id,
            RunType.MANUAL,
            new UUID(0, 1),
            new RunDates(null, null, NOW),
            new Trigger("ui", null, Map.of()),
            null),
        NOW);
  }

  private static List<Long> started(Map<String, DagUse> dags, DagRun... queued) {
    return StartPlanner.plan(new StartSnapshot(List.of(queued), dags), NOW).stream()
        .map(start -> start.before().id())
        .toList();
  }

  @Test
  void runsStartInTheirOrderUntilTheDagIsFull() {
    Map<String, DagUse> dags = Map.of("a", new DagUse(1, 3));
    assertThat(started(dags, queued(7, "a"), queued(5, "a"), queued(6, "a")))
        .containsExactly(7L, 5L);
  }

  @Test
  void aFullDagHoldsUpNoOther() {
    Map<String, DagUse> dags = Map.of("full", new DagUse(2, 2), "open", new DagUse(0, 1));
    assertThat(started(dags, queued(1, "full"), queued(2, "open"), queued(3, "open")))
        .containsExactly(2L);
  }

  @Test
  void nothingStartsWithoutALimitOrAboveIt() {
    Map<String, DagUse> dags = Map.of("none", new DagUse(0, 0), "lowered", new DagUse(5, 2));
    assertThat(started(dags, queued(1, "none"), queued(2, "lowered"), queued(3, "unknown")))
        .isEmpty();
  }

  @Test
  void aStartIsTheTransitionOfTheRunAsItWasRead() {
    DagRun run = queued(1, "a");
    assertThat(
            StartPlanner.plan(new StartSnapshot(List.of(run), Map.of("a", new DagUse(0, 1))), NOW))
        .containsExactly(new RunTransition(run, RunState.RUNNING, "", NOW));
  }
}
