package io.orchestrator.run;

import static io.orchestrator.run.TaskState.FAILED;
import static io.orchestrator.run.TaskState.NONE;
import static io.orchestrator.run.TaskState.RUNNING;
import static io.orchestrator.run.TaskState.SCHEDULED;
import static io.orchestrator.run.TaskState.SKIPPED;
import static io.orchestrator.run.TaskState.SUCCESS;
import static io.orchestrator.run.TaskState.UPSTREAM_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.model.TriggerRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C19 to C23: depends_on_past and wait_for_downstream. */
class PastTest {

  private static Story chain(boolean waitForDownstream) {
    return Story.of(
        d ->
            d.task("a", c -> 1)
                .dependsOnPast(true)
                .waitForDownstream(waitForDownstream)
                .then(d.task("b", c -> 1))
                .then(d.task("c", c -> 1)));
  }

  @Test
  @DisplayName("C19 a failure in the previous run holds the task back until it is mended there")
  void aFailureInThePreviousRunHoldsTheTaskBack() {
    Story story = chain(false).after("run1", Map.of("a", List.of(FAILED))).plan();
    assertThat(story.state("a")).isEqualTo(NONE);
    assertThat(story.why("a"))
        .isEqualTo(
            "Depends on past: a is failed in the previous run run1."
                + " It goes on when that is success or skipped.");
    story.after("run1", Map.of("a", List.of(SUCCESS))).plan();
    assertThat(story.state("a")).isEqualTo(SCHEDULED);
  }

  @Test
  @DisplayName("C20 a skip in the previous run lets the task run")
  void aSkipInThePreviousRunIsEnough() {
    Story story = chain(false).after("run1", Map.of("a", List.of(SKIPPED))).plan();
    assertThat(story.state("a")).isEqualTo(SCHEDULED);
  }

  @Test
  @DisplayName("C21 wait_for_downstream looks at direct downstreams, not at grandchildren")
  void waitForDownstreamLooksOneStepDown() {
    Story story =
        chain(true).after("run1", Map.of("a", List.of(SUCCESS), "b", List.of(RUNNING))).plan();
    assertThat(story.state("a")).isEqualTo(NONE);
    assertThat(story.why("a"))
        .isEqualTo("Waits for downstream: b is running in the previous run run1.");
    story
        .after("run1", Map.of("a", List.of(SUCCESS), "b", List.of(SUCCESS), "c", List.of(RUNNING)))
        .plan();
    assertThat(story.state("a")).isEqualTo(SCHEDULED);
  }

  @Test
  @DisplayName("C22 one failed instance of a mapped task in the previous run holds all back")
  void oneFailedInstanceIsEnough() {
    Story story = chain(false).after("run1", Map.of("a", List.of(SUCCESS, SUCCESS, FAILED))).plan();
    assertThat(story.state("a")).isEqualTo(NONE);
  }

  @Test
  @DisplayName("C23 tasks that wait for the previous run are no deadlock")
  void waitingForThePastIsNoDeadlock() {
    Story story = chain(false).after("run1", Map.of("a", List.of(FAILED))).plan();
    assertThat(story.runState()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void withoutAPreviousRunNothingHoldsBack() {
    assertThat(chain(true).plan().state("a")).isEqualTo(SCHEDULED);
  }

  @Test
  void aTaskThatThePreviousRunDidNotHaveIsNotWaitedFor() {
    Story story = chain(true).after("run1", Map.of("other", List.of(FAILED))).plan();
    assertThat(story.state("a")).isEqualTo(SCHEDULED);
  }

  @Test
  void waitForDownstreamIncludesDependsOnPast() {
    Story story =
        Story.of(d -> d.task("a", c -> 1).waitForDownstream(true))
            .after("run1", Map.of("a", List.of(UPSTREAM_FAILED)))
            .plan();
    assertThat(story.state("a")).isEqualTo(NONE);
  }

  @Test
  void aTaskHeldBackByThePastDoesNotStopTheOthers() {
    Story story =
        Story.of(
            d -> {
              d.task("held", c -> 1).dependsOnPast(true).then(d.task("below", c -> 1));
              d.task("free", c -> 1).rule(TriggerRule.ALL_DONE);
            });
    story.after("run1", Map.of("held", List.of(FAILED))).plan().succeed("free").plan();
    assertThat(story.states("held", "below", "free")).containsExactly(NONE, NONE, SUCCESS);
    assertThat(story.why("below"))
        .isEqualTo("0 of 1 upstream tasks have ended, rule all_success: held is not started.");
  }
}
