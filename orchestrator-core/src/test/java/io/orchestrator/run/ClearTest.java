package io.orchestrator.run;

import static io.orchestrator.run.TaskState.FAILED;
import static io.orchestrator.run.TaskState.NONE;
import static io.orchestrator.run.TaskState.RESTARTING;
import static io.orchestrator.run.TaskState.RUNNING;
import static io.orchestrator.run.TaskState.SCHEDULED;
import static io.orchestrator.run.TaskState.SKIPPED;
import static io.orchestrator.run.TaskState.SUCCESS;
import static io.orchestrator.run.TaskState.UPSTREAM_FAILED;
import static io.orchestrator.run.TaskState.UP_FOR_RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.ClearPlan.Only;
import io.orchestrator.run.ClearPlan.Selection;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C87 to C91: clearing and marking. */
class ClearTest {

  private static Story chain() {
    return Story.of(d -> d.task("a", c -> 1).then(d.task("b", c -> 1)).then(d.task("c", c -> 1)));
  }

  @Test
  @DisplayName("C87 marking a failed task as success lets what failed below it go on")
  void markingLetsTheRestGoOn() {
    Story story = chain().plan().succeed("a").plan().fail("b").plan();
    assertThat(story.state("c")).isEqualTo(UPSTREAM_FAILED);
    assertThat(story.runState()).isEqualTo(RunState.FAILED);
    story.mark(Selection.of("b"), SUCCESS);
    assertThat(story.states("a", "b", "c")).containsExactly(SUCCESS, SUCCESS, NONE);
    assertThat(story.plan().state("c")).isEqualTo(SCHEDULED);
  }

  @Test
  @DisplayName("C88 clearing with downstream leaves what is above untouched")
  void clearingDownstream() {
    Story story = chain().plan().succeed("a").plan().succeed("b").plan().succeed("c").plan();
    story.clear(new Selection(List.of("b"), false, true, Only.ANY));
    assertThat(story.states("a", "b", "c")).containsExactly(SUCCESS, NONE, NONE);
  }

  @Test
  void clearingUpstreamAndOnlyWhatFailed() {
    Story story = chain().plan().succeed("a").plan().fail("b").plan();
    story.clear(new Selection(List.of("c"), true, false, Only.FAILED));
    assertThat(story.states("a", "b", "c")).containsExactly(SUCCESS, NONE, NONE);
  }

  @Test
  void clearingTheWholeRun() {
    Story story = chain().plan().succeed("a").plan().fail("b").plan().clear(Selection.ALL);
    assertThat(story.states("a", "b", "c")).containsOnly(NONE);
  }

  @Test
  @DisplayName("C89 a running task that is cleared restarts, even without retries")
  void aRunningTaskRestarts() {
    Story story = chain().plan().start("a").clear(Selection.of("a"));
    assertThat(story.state("a")).isEqualTo(RESTARTING);
    assertThat(story.plan().why("a"))
        .isEqualTo("It was cleared while it ran. worker-1 ends the old process first.");
    story.lose("a");
    assertThat(story.state("a")).isEqualTo(UP_FOR_RETRY);
    assertThat(story.row("a").epoch()).isNull();
    story.plan().start("a");
    assertThat(story.row("a").tryNumber()).isEqualTo(2);
  }

  @Test
  @DisplayName("C90 a clear in a running run changes no more than the tasks")
  void aClearInARunningRun() {
    Story story = chain().plan().succeed("a").plan().clear(Selection.of("a"));
    assertThat(story.runState()).isEqualTo(RunState.RUNNING);
    assertThat(story.snapshot().run().startDate()).isEqualTo(Story.START);
    assertThat(story.plan().state("a")).isEqualTo(SCHEDULED);
  }

  @Test
  @DisplayName("C91 a run marked failed stops what runs, skips the rest, keeps what has ended")
  void aRunMarkedFailed() {
    Story story =
        Story.of(
            d -> {
              d.task("ended", c -> 1);
              d.task("bad", c -> 1);
              d.task("runs", c -> 1).then(d.task("waits", c -> 1));
              d.task("retries", c -> 1).retries(1);
            });
    story.plan().succeed("ended").fail("bad", "retries").start("runs").endRun(RunState.FAILED);
    assertThat(story.states("ended", "bad", "runs", "waits", "retries"))
        .containsExactly(SUCCESS, FAILED, FAILED, SKIPPED, SKIPPED);
    assertThat(story.row("runs").epoch()).isNull();
    assertThat(story.runState()).isEqualTo(RunState.FAILED);
  }

  @Test
  void aRunMarkedAsSuccessKeepsWhatHasEndedAndSkipsWhatNeverBegan() {
    Story story =
        Story.of(
            d -> {
              d.task("ended", c -> 1);
              d.task("bad", c -> 1).then(d.task("below", c -> 1));
              d.task("runs", c -> 1).then(d.task("waits", c -> 1));
              d.task("retries", c -> 1).retries(1);
            });
    story.plan().succeed("ended").fail("bad", "retries").plan().start("runs");
    story.endRun(RunState.SUCCESS);
    assertThat(story.states("ended", "bad", "below", "runs", "waits", "retries"))
        .containsExactly(SUCCESS, FAILED, UPSTREAM_FAILED, SUCCESS, SKIPPED, SKIPPED);
    assertThat(story.row("runs").epoch()).isNull();
    assertThat(story.runState()).isEqualTo(RunState.SUCCESS);
  }

  @Test
  void markingWhatIsAlreadySoChangesNothing() {
    Story story = chain().plan().succeed("a");
    assertThat(ClearPlan.mark(story.snapshot(), Selection.of("a"), SUCCESS, "", story.now()))
        .isEmpty();
    assertThat(ClearPlan.clear(story.snapshot(), Selection.of("c"), story.now())).isEmpty();
  }

  @Test
  void markingDoesNotTouchWhatRunsBelow() {
    Story story = chain().plan().succeed("a").plan().start("b").mark(Selection.of("a"), FAILED);
    assertThat(story.states("a", "b", "c")).containsExactly(FAILED, RUNNING, NONE);
  }
}
