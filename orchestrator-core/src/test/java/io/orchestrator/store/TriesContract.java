package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TransitionCause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ended tries of an instance, whatever becomes of it. */
public abstract class TriesContract extends StoreContract {
  private DagRun running(String dagId) {
    return given().running(given().register(StoreFixture.chain(dagId, 1)), 0);
  }

  private void move(DagRun run, TransitionCause cause, TaskState to) {
    assertThat(given().move(given().task(run, "t000"), cause, to)).isTrue();
  }

  private TaskInstance succeeded(DagRun run) {
    given().start(run, "t000", "w1");
    move(run, TransitionCause.SUCCEEDED, TaskState.SUCCESS);
    return given().task(run, "t000");
  }

  private List<Attempt> tries(DagRun run) {
    return list(tx -> tx.tasks().attempts(given(tx, run).id()));
  }

  private static TaskInstance given(StoreTransaction tx, DagRun run) {
    return tx.tasks().find(run.id(), "t000", -1).orElseThrow();
  }

  /** What its row says of its last try. */
  private static Attempt last(TaskInstance task) {
    return new Attempt(
        task.id(),
        task.tryNumber(),
        task.state(),
        task.worker(),
        new Attempt.Moments(
            task.times().queuedAt(), task.times().startDate(), task.times().endDate()),
        task.reason());
  }

  @Test
  void theTryOfASuccessIsTheSameBeforeAndAfterItIsCleared() {
    DagRun run = running("cleared_success");
    TaskInstance first = succeeded(run);
    assertThat(tries(run)).containsExactly(last(first));
    move(run, TransitionCause.CLEARED, TaskState.NONE);
    assertThat(tries(run)).containsExactly(last(first));
    TaskInstance second = succeeded(run);
    assertThat(second.tryNumber()).isEqualTo(2);
    assertThat(tries(run)).containsExactly(last(first), last(second));
  }

  @Test
  void aMarkChangesTheInstanceAndNotItsTry() {
    DagRun run = running("marked_success");
    TaskInstance ended = succeeded(run);
    move(run, TransitionCause.MARKED, TaskState.FAILED);
    assertThat(tries(run)).containsExactly(last(ended));
    move(run, TransitionCause.UNDONE, TaskState.SUCCESS);
    assertThat(tries(run)).containsExactly(last(ended));
  }

  @Test
  void aFailedTryStaysFailedWhenItsInstanceIsMarkedSuccess() {
    DagRun run = running("failed_then_marked");
    given().start(run, "t000", "w1");
    move(run, TransitionCause.FAILED, TaskState.FAILED);
    TaskInstance failed = given().task(run, "t000");
    move(run, TransitionCause.MARKED, TaskState.SUCCESS);
    assertThat(tries(run)).containsExactly(last(failed));
  }

  @Test
  void whatWasNeverClaimedHasNoTry() {
    DagRun run = running("never_claimed");
    move(run, TransitionCause.MARKED, TaskState.SUCCESS);
    assertThat(tries(run)).isEmpty();
    move(run, TransitionCause.CLEARED, TaskState.NONE);
    given().schedule(run, "t000");
    move(run, TransitionCause.MARKED, TaskState.SUCCESS);
    assertThat(tries(run)).isEmpty();
  }

  @Test
  void aTryThatIsMarkedBeforeItsStartHasNone() {
    DagRun run = running("marked_before_start");
    given().schedule(run, "t000");
    TaskInstance claimed = given().claim(run, "t000", "w1");
    move(run, TransitionCause.MARKED, TaskState.SUCCESS);
    assertThat(tries(run))
        .singleElement()
        .satisfies(
            ended -> {
              assertThat(ended.state()).isEqualTo(TaskState.SUCCESS);
              assertThat(ended.queuedAt()).isEqualTo(claimed.times().queuedAt());
              assertThat(ended.startDate()).isNull();
            });
  }

  @Test
  void aSensorThatIsMarkedBetweenTwoPokesHasItsTry() {
    DagRun run = running("marked_between_pokes");
    TaskInstance poking = given().start(run, "t000", "w1");
    assertThat(
            given()
                .move(
                    poking,
                    TransitionCause.NOT_READY,
                    TaskState.UP_FOR_RESCHEDULE,
                    StoreFixture.DAY))
        .isTrue();
    move(run, TransitionCause.DEPENDENCIES_MET, TaskState.SCHEDULED);
    move(run, TransitionCause.MARKED, TaskState.SUCCESS);
    assertThat(tries(run))
        .singleElement()
        .satisfies(
            ended -> {
              assertThat(ended.state()).isEqualTo(TaskState.SUCCESS);
              assertThat(ended.startDate()).isEqualTo(poking.times().startDate());
            });
  }
}
