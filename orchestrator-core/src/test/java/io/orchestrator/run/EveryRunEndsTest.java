package io.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random DAGs with random rules, whose tasks end in random ways and order. Whatever happens, the
 * plan keeps its promises; a failure names the seed.
 */
class EveryRunEndsTest {
  @Test
  void everyRunEndsWithoutADeadlock() {
    for (long seed = 1; seed <= 1_500; seed++) {
      Random random = new Random(seed);
      Story story = Story.of(d -> RandomDags.add(d, new Random(random.nextLong()), 9));
      int steps = 0;
      while (!story.plan().runState().finished()) {
        String about = "seed " + seed + ", step " + steps;
        checkPlan(story, about);
        step(story, random);
        assertThat(++steps).as(about + ": the run does not end").isLessThan(500);
      }
      String about = "seed " + seed;
      assertThat(story.lastPlan().end().orElseThrow().reason())
          .as(about)
          .doesNotContain("deadlock");
      assertThat(story.snapshot().tasks()).as(about).allMatch(t -> t.state().finished());
      checkEnd(story, about);
      assertThat(story.plan().lastPlan().transitions()).as(about + ": a run is over").isEmpty();
    }
  }

  /** A plan is complete: again there is nothing to add, and nobody waits unexplained. */
  private static void checkPlan(Story story, String about) {
    RunPlan again = RunPlanner.plan(story.snapshot(), story.now());
    assertThat(again.transitions()).as(about + ": one plan is enough").isEmpty();
    for (TaskInstance task : story.snapshot().tasks()) {
      assertThat(again.waiting().containsKey(task.id()))
          .as("%s: %s is %s", about, task.taskId(), task.state())
          .isEqualTo(!task.state().finished());
    }
  }

  private static void checkEnd(Story story, String about) {
    boolean badLeaf =
        story.snapshot().dag().leaves().stream()
            .anyMatch(id -> story.state(id).failedOrUpstreamFailed());
    assertThat(story.runState()).as(about).isEqualTo(badLeaf ? RunState.FAILED : RunState.SUCCESS);
  }

  private static void step(Story story, Random random) {
    List<String> open = new ArrayList<>();
    for (TaskInstance task : story.snapshot().tasks()) {
      if (task.state() == TaskState.SCHEDULED || task.state().executing()) {
        open.add(task.taskId());
      }
    }
    if (open.isEmpty()) {
      story.pass(Duration.ofMinutes(10));
      return;
    }
    String id = open.get(random.nextInt(open.size()));
    switch (random.nextInt(6)) {
      case 0 -> story.fail(id);
      case 1 -> story.skipItself(id);
      case 2 -> story.start(id).lose(id);
      case 3 -> story.start(id).clear(ClearPlan.Selection.of(id)).lose(id);
      default -> story.succeed(id);
    }
  }
}
