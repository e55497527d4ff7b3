package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSpec;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TransitionCause;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** All or nothing. */
public abstract class TransactionContract extends StoreContract {
  @Test
  void aFailureOfTheWorkRollsBackAndIsPassedOn() {
    StoreFixture given = new StoreFixture(store());
    DagRun run = given.running(given.register(StoreFixture.chain("rolled", 1)), 0);
    RunSpec later = StoreFixture.newRun(given.find("rolled"), 7);
    assertThatThrownBy(
            () ->
                store()
                    .transact(
                        tx -> {
                          tx.dags().setPaused("rolled", true);
                          tx.runs().setNote(run.id(), "gone");
                          tx.audit().order("anna", "dag.pause", "rolled", run.runId(), "");
                          tx.runs().create(later);
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
    assertThat(given.find("rolled").paused()).isFalse();
    assertThat(one(tx -> tx.runs().find(run.id()))).contains(run);
    assertThat(store().<Integer>transact(tx -> tx.audit().ofRun("rolled", run.runId(), 9).size()))
        .isEqualTo(2);
    given.run(given.find("rolled"), 7);
  }

  @Test
  void theClockStandsStillWithinATransaction() {
    boolean same = store().transact(tx -> tx.now().equals(tx.now()));
    assertThat(same).isTrue();
    Instant before = store().transact(tx -> tx.now());
    assertThat(store().now()).isAfterOrEqualTo(before);
  }

  @Test
  void aStateWithoutItsMomentsIsRefusedWithAllElse() {
    StoreFixture given = new StoreFixture(store());
    DagRun run = given.running(given.register(StoreFixture.chain("momentless", 1)), 0);
    TaskInstance running = given.start(run, "t000", "w1");
    assertThatThrownBy(
            () ->
                given.move(
                    running, TransitionCause.FAILED_WILL_RETRY, TaskState.UP_FOR_RETRY, null))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("othing was changed");
    assertThat(given.task(run, "t000")).isEqualTo(running);
  }
}
