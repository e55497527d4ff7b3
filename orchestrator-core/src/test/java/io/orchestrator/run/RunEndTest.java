package io.orchestrator.run;

import static io.orchestrator.run.TaskState.DEFERRED;
import static io.orchestrator.run.TaskState.FAILED;
import static io.orchestrator.run.TaskState.NONE;
import static io.orchestrator.run.TaskState.REMOVED;
import static io.orchestrator.run.TaskState.RUNNING;
import static io.orchestrator.run.TaskState.SCHEDULED;
import static io.orchestrator.run.TaskState.SKIPPED;
import static io.orchestrator.run.TaskState.SUCCESS;
import static io.orchestrator.run.TaskState.UP_FOR_RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.model.TriggerRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C24 to C29: the final state of a run. */
class RunEndTest {

  @Test
  @DisplayName("C24 a failure above a leaf that succeeds is forgotten")
  void onlyLeavesCount() {
    Story story =
        Story.of(d -> d.task("a", c -> 1).then(d.task("b", c -> 1).rule(TriggerRule.ALL_DONE)));
    story.plan().fail("a").plan().succeed("b").plan();
    assertThat(story.runState()).isEqualTo(RunState.SUCCESS);
  }

  @Test
  @DisplayName("C25 a failed leaf fails the run, but only when all have ended")
  void theRunFailsWhenAllHaveEnded() {
    Story story = independent().plan().fail("b").plan();
    assertThat(story.runState()).isEqualTo(RunState.RUNNING);
    story.succeed("a").plan();
    assertThat(story.runState()).isEqualTo(RunState.FAILED);
    assertThat(story.lastPlan().end().orElseThrow().reason()).isEqualTo("failed at its end: b");
  }

  @Test
  @DisplayName("C26 a run of skips is a success")
  void skipsAreASuccess() {
    Story story = independent().plan().skipItself("a", "b").plan();
    assertThat(story.runState()).isEqualTo(RunState.SUCCESS);
  }

  @Test
  @DisplayName("C27 a run without tasks is a success")
  void nothingIsASuccess() {
    assertThat(Story.of(d -> d.description("no tasks")).plan().runState())
        .isEqualTo(RunState.SUCCESS);
  }

  @Test
  @DisplayName("C29 after run_timeout the run fails and all that is unfinished is skipped")
  void aRunTimesOut() {
    Story story =
        Story.of(
            d -> {
              d.runTimeout(Duration.ofHours(1));
              d.task("done", c -> 1);
              d.task("runs", c -> 1).then(d.task("waits", c -> 1));
            });
    story.plan().succeed("done").start("runs");
    story.pass(Duration.ofHours(1)).plan();
    assertThat(story.runState()).isEqualTo(RunState.RUNNING);
    story.pass(Duration.ofMillis(1)).plan();
    assertThat(story.runState()).isEqualTo(RunState.FAILED);
    assertThat(story.states("done", "runs", "waits")).containsExactly(SUCCESS, SKIPPED, SKIPPED);
    assertThat(story.row("runs").epoch()).as("its worker holds nothing now").isNull();
    assertThat(story.row("waits").reason()).isEqualTo("the run took longer than 1 h");
  }

  @Test
  void removedLeavesDoNotCount() {
    Story story = independent().given("a", REMOVED).given("b", SUCCESS).plan();
    assertThat(story.runState()).isEqualTo(RunState.SUCCESS);
  }

  @Test
  void whatWaitsForATimeOrAWorkerIsNoDeadlock() {
    for (TaskState state : List.of(UP_FOR_RETRY, RUNNING, DEFERRED, SCHEDULED)) {
      Story story = Story.of(d -> d.task("a", c -> 1).retries(1).then(d.task("b", c -> 1)));
      if (state == UP_FOR_RETRY) {
        story.plan().fail("a");
      } else {
        story.given("a", state);
      }
      story.plan();
      assertThat(story.state("a")).isEqualTo(state);
      assertThat(story.runState()).as("%s", state).isEqualTo(RunState.RUNNING);
    }
  }

  @Test
  @DisplayName("C120 a run for a later moment waits with a reason, and starts at that moment")
  void aRunForALaterMomentWaits() {
    Story story = independent().pass(Duration.ofMinutes(-10)).plan();
    assertThat(story.states("a", "b")).containsOnly(NONE);
    assertThat(story.why("a")).isEqualTo("It starts in 10 m 00 s, at 2026-01-01T00:00:00Z.");
    story.pass(Duration.ofMinutes(10)).plan();
    assertThat(story.states("a", "b")).containsOnly(SCHEDULED);
  }

  @Test
  void aRunThatIsNotRunningIsOnlyExplained() {
    Story queued = independent().givenRun(RunState.QUEUED).plan();
    assertThat(queued.states("a", "b")).containsOnly(NONE);
    assertThat(queued.why("a")).isEqualTo("The scheduler has not looked at it yet.");
    Story over = independent().givenRun(RunState.FAILED).given("b", FAILED).plan();
    assertThat(over.state("a")).isEqualTo(NONE);
    assertThat(over.why("a")).isEqualTo("The run ended as failed before this task was reached.");
    assertThat(over.why("b")).isEmpty();
  }

  private static Story independent() {
    return Story.of(
        d -> {
          d.task("a", c -> 1);
          d.task("b", c -> 1);
        });
  }
}
