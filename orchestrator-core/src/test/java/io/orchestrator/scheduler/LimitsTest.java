package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.Node;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.WaitReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pools and limits, derived from states. */
class LimitsTest {

  @Test
  void c69_aSmallTaskPassesALargeOneThatDoesNotFit() {
    Dag dag =
        Dag.define(
            "pools",
            d -> {
              d.action("first", c -> {}).pool("two", 1).priority(20);
              d.action("large", c -> {}).pool("two", 2).priority(10);
              d.action("small", c -> {}).pool("two", 1).priority(5);
            });
    Engine engine = new Engine("2026-01-01T00:00:00Z").pool("two", 2).deploy(dag);
    engine.trigger("pools", "2026-01-01T00:00:00Z");
    List<WorkItem> held = engine.start("w", 10);
    assertThat(Engine.names(held)).containsExactly("first", "small");
    held.forEach(engine::succeed);
    assertThat(Engine.names(engine.start("w", 10))).containsExactly("large");
  }

  @Test
  void c69_aCrowdThatWaitsForASmallPoolHidesNobodyBehindIt() {
    Dag crowd =
        Dag.define(
            "crowd",
            d -> {
              d.maxActiveTasks(1_000);
              for (int i = 0; i < 200; i++) {
                d.action("t" + i, c -> {}).pool("one", 1).priority(20);
              }
            });
    Dag modest = Dag.define("modest", d -> d.action("small", c -> {}));
    Engine engine = new Engine("2026-01-01T00:00:00Z").pool("one", 1).deploy(crowd).deploy(modest);
    engine.trigger("crowd", "2026-01-01T00:00:00Z");
    engine.trigger("modest", "2026-01-01T00:00:00Z");
    assertThat(Engine.names(engine.start("w", 10))).hasSize(2).contains("small");
  }

  @Test
  void aWaitingTaskSaysThatNobodyServesItsQueue() {
    Dag dag = Dag.define("special", d -> d.action("train", c -> {}).queue("gpu"));
    Engine engine = new Engine("2026-01-01T00:00:00Z").deploy(dag);
    engine.trigger("special", "2026-01-01T00:00:00Z");
    assertThat(engine.why("special", "train"))
        .isEqualTo(new WaitReason.NoWorkerForQueue("gpu", List.of()));
    engine.claim("w", 10);
    assertThat(engine.why("special", "train"))
        .isEqualTo(new WaitReason.NoWorkerForQueue("gpu", List.of("default")));
  }

  @Test
  void aWaitingTaskSaysHowBusyTheWorkersOfItsQueueAre() {
    Dag dag =
        Dag.define(
            "busy",
            d -> {
              d.action("first", c -> {}).priority(20);
              d.action("second", c -> {});
            });
    Engine engine = new Engine("2026-01-01T00:00:00Z").deploy(dag);
    engine.trigger("busy", "2026-01-01T00:00:00Z");
    engine.start("w", 1);
    assertThat(engine.why("busy", "second"))
        .isEqualTo(
            new WaitReason.NoFreeWorker(
                1, 1, 1, List.of("busy.first (" + engine.run("busy").runId() + ")")));
  }

  @Test
  void aCatchUpStarvesNoOtherDagAndTheReasonSaysWhoHoldsTheSlots() {
    Dag catchUp =
        Dag.define(
            "catch_up",
            d -> {
              Node task = d.action("t0", c -> {}).priority(50);
              for (int i = 1; i < 10; i++) {
                task = task.then(d.action("t" + i, c -> {}).priority(50));
              }
            });
    Dag modest = Dag.define("modest", d -> d.action("a", c -> {}).then(d.action("b", c -> {})));
    Engine engine = new Engine("2026-02-01T00:00:00Z").deploy(catchUp).deploy(modest);
    for (int day = 10; day < 26; day++) {
      engine.trigger("catch_up", "2026-01-%dT00:00:00Z".formatted(day));
    }
    Deque<WorkItem> held = new ArrayDeque<>(engine.start("w", 6));
    engine.trigger("modest", "2026-02-01T00:00:00Z");
    assertThat(engine.why("modest", "a"))
        .isEqualTo(new WaitReason.NoFreeWorker(1, 6, 6, List.of("catch_up (6 tasks)")));
    engine.succeed(held.remove());
    held.addAll(engine.start("w", 1));
    assertThat(held.getLast().task().dagId()).as("the first slot").isEqualTo("modest");
    engine.succeed(held.removeLast());
    held.addAll(engine.start("w", 1));
    assertThat(held.getLast().task().taskId()).as("and its next").isEqualTo("b");
    held.addAll(engine.start("w", 1));
    assertThat(held.getLast().task().dagId()).as("no slot stays free").isEqualTo("catch_up");
  }

  @Test
  void everyDagGetsASlotWithinAMinuteHoweverManyWait() {
    Engine engine = new Engine("2026-01-01T00:00:00Z");
    for (int i = 0; i < 100; i++) {
      int priority = i;
      engine.deploy(
          Dag.define("d" + i, d -> d.action("t", c -> {}).retries(99).priority(priority)));
      engine.trigger("d" + i, "2026-01-01T00:00:00Z");
    }
    Set<String> served = new HashSet<>();
    // Each attempt takes a second and makes its task ready again: the best would always be first.
    for (int second = 0; second < 60; second++) {
      List<WorkItem> items = engine.start("w", 4);
      engine.clock.advance(Duration.ofSeconds(1));
      for (WorkItem item : items) {
        served.add(item.task().dagId());
        String runId = item.task().runId();
        engine.succeed(item);
        engine.orders.clear(item.task().dagId(), runId, Selection.ALL, "anna");
      }
      engine.hand.settle();
    }
    assertThat(served).hasSize(100);
  }

  @Test
  void c71_activeTasksAreLimitedWithinEachRun() {
    Dag dag =
        Dag.define(
            "wide",
            d -> {
              d.maxActiveTasks(2);
              for (int i = 0; i < 5; i++) {
                d.action("t" + i, c -> {});
              }
            });
    Engine engine = new Engine("2026-01-02T00:00:00Z").deploy(dag);
    engine.trigger("wide", "2026-01-01T00:00:00Z");
    engine.trigger("wide", "2026-01-02T00:00:00Z");
    assertThat(engine.start("w", 100)).hasSize(4);
    assertThat(engine.start("w", 100)).isEmpty();
  }

  @Test
  void c72_aTaskMayBeLimitedOverAllRunsOrWithinEach() {
    Dag dag =
        Dag.define(
            "thrifty",
            d -> {
              d.action("one", c -> {}).maxActivePerDag(1);
              d.action("each", c -> {}).maxActivePerRun(1);
            });
    Engine engine = new Engine("2026-01-03T00:00:00Z").deploy(dag);
    engine.trigger("thrifty", "2026-01-01T00:00:00Z");
    engine.trigger("thrifty", "2026-01-02T00:00:00Z");
    engine.trigger("thrifty", "2026-01-03T00:00:00Z");
    List<WorkItem> items = engine.start("w", 100);
    assertThat(items.stream().filter(i -> i.task().taskId().equals("one"))).hasSize(1);
    assertThat(items.stream().filter(i -> i.task().taskId().equals("each"))).hasSize(3);
  }

  @Test
  void aRunThatWaitsForRoomStartsWithTheEndOfTheOneBefore() {
    Dag dag =
        Dag.define(
            "single",
            d -> {
              d.maxActiveRuns(1);
              d.action("only", c -> {});
            });
    Engine engine = new Engine("2026-01-03T00:00:00Z").deploy(dag);
    engine.trigger("single", "2026-01-01T00:00:00Z");
    engine.trigger("single", "2026-01-02T00:00:00Z");
    engine.start("w", 10).forEach(engine::succeed);
    assertThat(engine.runs("single"))
        .containsExactlyInAnyOrder("2026-01-01T00:00:00Z success", "2026-01-02T00:00:00Z running");
  }

  @Test
  void nothingNewOfAPausedDagIsTakenAndWhatRunsGoesOn() {
    Dag dag = Dag.define("p", d -> d.action("a", c -> {}).then(d.action("b", c -> {})));
    Engine engine = new Engine("2026-01-01T00:00:00Z").deploy(dag);
    engine.trigger("p", "2026-01-01T00:00:00Z");
    WorkItem running = engine.start("w", 1).get(0);
    engine.orders.setPaused("p", true, "anna");
    engine.succeed(running);
    assertThat(engine.states("p")).containsEntry("a", "success");
    assertThat(engine.start("w", 1)).isEmpty();
    engine.orders.setPaused("p", false, "anna");
    engine.hand.settle();
    assertThat(Engine.names(engine.start("w", 1))).containsExactly("b");
  }
}
