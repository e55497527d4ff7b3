package io.orchestrator.run;

import static io.orchestrator.run.TaskState.FAILED;
import static io.orchestrator.run.TaskState.NONE;
import static io.orchestrator.run.TaskState.RUNNING;
import static io.orchestrator.run.TaskState.SUCCESS;
import static io.orchestrator.run.TaskState.UPSTREAM_FAILED;
import static io.orchestrator.run.TaskState.UP_FOR_RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.ClearPlan.Selection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten seconds of undo: what goes back, and what cannot. */
class UndoPlanTest {
  private static Story chain() {
    return Story.of(
        d -> d.task("a", c -> 1).then(d.task("b", c -> 1).retries(0)).then(d.task("c", c -> 1)));
  }

  /** Failed at b, an hour ago. */
  private static Story failed() {
    return chain().plan().succeed("a").plan().fail("b").plan().plan().pass(Duration.ofHours(1));
  }

  @Test
  void anUndoneClearGivesStatesTriesAndTimesBackAndTheRunItsEnd() {
    Story story = failed();
    RunSnapshot before = story.snapshot();
    UndoPlan.Before kept = story.before("a", "b", "c");
    story.clear(Selection.ALL).plan().pass(Duration.ofSeconds(9));
    assertThat(story.states("a", "b", "c")).doesNotContain(SUCCESS, FAILED, UPSTREAM_FAILED);
    story.undo(kept);
    assertThat(story.snapshot().tasks()).isEqualTo(before.tasks());
    assertThat(story.runState()).isEqualTo(RunState.FAILED);
    assertThat(story.snapshot().run().moments()).isEqualTo(before.run().moments());
    assertThat(story.lost()).isEmpty();
  }

  @Test
  void whatAWorkerHasBegunSinceStaysAndIsNamed() {
    Story story = failed();
    TaskInstance b = story.row("b");
    UndoPlan.Before kept = story.before("a", "b", "c");
    story.clear(Selection.ALL).plan().start("a");
    story.undo(kept);
    assertThat(story.state("a")).isEqualTo(RUNNING);
    assertThat(story.row("a").tryNumber()).isEqualTo(2);
    assertThat(story.row("b")).isEqualTo(b);
    assertThat(story.lost()).containsExactly("a");
    assertThat(story.runState()).as("it has a task to wait for").isEqualTo(RunState.RUNNING);
  }

  @Test
  void whatWasBegunAndEndedSinceIsNotTakenForTheOldTry() {
    Story story = failed();
    UndoPlan.Before kept = story.before("b");
    story.clear(Selection.of("b")).plan().fail("b");
    story.undo(kept);
    assertThat(story.row("b").tryNumber()).isEqualTo(2);
    assertThat(story.lost()).containsExactly("b");
  }

  @Test
  void aStoppedProgramIsNotGivenBack() {
    Story story = chain().plan().start("a");
    UndoPlan.Before kept = story.before("a");
    story.mark(Selection.of("a"), FAILED).undo(kept);
    assertThat(story.state("a")).isEqualTo(FAILED);
    assertThat(story.lost()).containsExactly("a");
  }

  @Test
  void anUndoneMarkTakesAlongWhatThePlannerMadeOfIt() {
    Story story = failed();
    UndoPlan.Before kept = story.before("b", "c");
    List<TaskInstance> before = story.snapshot().tasks();
    story.mark(Selection.of("b"), SUCCESS).plan();
    assertThat(story.state("c")).isEqualTo(TaskState.SCHEDULED);
    story.undo(kept);
    assertThat(story.snapshot().tasks()).isEqualTo(before);
  }

  @Test
  void whatWaitedUntouchedWaitsAgain() {
    Story story = chain().plan().given("a", UP_FOR_RETRY);
    UndoPlan.Before kept = story.before("a");
    story.mark(Selection.of("a"), SUCCESS).plan();
    assertThat(story.state("b")).isEqualTo(TaskState.SCHEDULED);
    story.undo(kept);
    assertThat(story.states("a", "b")).containsExactly(UP_FOR_RETRY, NONE);
  }

  @Test
  void aRunThatWasEndedByOrderQueuesAgain() {
    Story story = chain().plan();
    UndoPlan.Before kept = story.before("a", "b", "c");
    story.endRun(RunState.FAILED).undo(kept);
    assertThat(story.states("b", "c")).containsExactly(NONE, NONE);
    assertThat(story.runState()).isEqualTo(RunState.QUEUED);
  }
}
