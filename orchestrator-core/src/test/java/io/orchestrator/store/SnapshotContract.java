package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Reading everything as it stood at one moment. */
public abstract class SnapshotContract extends StoreContract {
  @Test
  void aChangeThatIsCommittedBetweenTwoReadsOfASnapshotIsNotSeen() {
    StoreFixture given = given();
    DagRun run = given.running(given.register(StoreFixture.chain("snapped", 1)), 0);
    List<Object> seen =
        store()
            .read(
                tx -> {
                  RunState first = tx.runs().find(run.id()).orElseThrow().state();
                  elsewhere(
                      () -> {
                        given.fail(given.start(run, "t000", "w1"), "no");
                        given.move(run, RunState.FAILED, "t000 failed");
                      });
                  RunState second = tx.runs().find("snapped", run.runId()).orElseThrow().state();
                  TaskState task = tx.tasks().ofRun(run.id()).get(0).state();
                  return List.of(first, second, task, tx.audit().latest(1).get(0).event());
                });
    assertThat(seen)
        .containsExactly(RunState.RUNNING, RunState.RUNNING, TaskState.NONE, "run.running");
    assertThat(given.read(run).state()).isEqualTo(RunState.FAILED);
    assertThat(given.task(run, "t000").state()).isEqualTo(TaskState.FAILED);
  }

  @Test
  void nothingThatASnapshotShowsLiesInItsFuture() {
    StoreFixture given = given();
    DagRun run = given.running(given.register(StoreFixture.chain("seen-in-time", 1)), 0);
    Instant start = Objects.requireNonNull(run.startDate());
    Instant seen = store().read(tx -> tx.now());
    assertThat(seen).isAfterOrEqualTo(start);
  }

  @Test
  void whatIsReadInASnapshotCannotBeChangedThere() {
    StoreFixture given = given();
    given.register(StoreFixture.chain("unchanged", 1));
    assertThatThrownBy(() -> store().read(tx -> tx.dags().setPaused("unchanged", true)))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("othing was changed");
    assertThat(given.find("unchanged").paused()).isFalse();
  }

  @Test
  void aFailureOfTheReadingIsPassedOnAndTheNextOneGoesOn() {
    assertThatThrownBy(
            () ->
                store()
                    .read(
                        tx -> {
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
    assertThat(store().<Boolean>read(tx -> true)).isTrue();
    assertThat(store().<Boolean>transact(tx -> true)).isTrue();
  }

  @Test
  void noOtherTransactionIsOpenedInsideOfASnapshot() {
    for (Runnable other :
        List.<Runnable>of(() -> store().read(tx -> true), () -> store().transact(tx -> true))) {
      assertThatThrownBy(() -> store().read(tx -> run(other)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("open on this thread");
    }
    assertThat(store().<Boolean>transact(tx -> true)).isTrue();
  }

  private static boolean run(Runnable other) {
    other.run();
    return true;
  }

  /** As another process would: on a thread of its own, from beginning to end. */
  private static void elsewhere(Runnable change) {
    CompletableFuture.runAsync(change).join();
  }
}
