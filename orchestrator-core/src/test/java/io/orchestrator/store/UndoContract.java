package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.ClearPlan;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.run.UndoPlan;
import io.orchestrator.store.RunStore.Remembered;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A run remembered before an order, and given back. */
public abstract class UndoContract extends StoreContract {
  private static final UUID ORDER = new UUID(7, 7);

  /** One task done, one failed with what its worker reported, and the run over. */
  private DagRun failed(String dagId) {
    StoreFixture given = given();
    DagRun run = given.running(given.register(StoreFixture.chain(dagId, 2)), 0);
    given.move(given.start(run, "t000", "w1"), TransitionCause.SUCCEEDED, TaskState.SUCCESS);
    TaskInstance running = given.start(run, "t001", "w1");
    UUID epoch = Objects.requireNonNull(running.epoch());
    store()
        .transact(
            tx ->
                tx.tasks()
                    .report(
                        running.id(),
                        epoch,
                        new TaskStore.TaskReport("query-1", null, Map.of(), Map.of())));
    given.move(given.task(run, "t001"), TransitionCause.FAILED, TaskState.FAILED);
    return store()
        .transact(
            tx -> {
              DagRun now = tx.runs().find(run.id()).orElseThrow();
              tx.runs()
                  .apply(new RunTransition(now, RunState.FAILED, "t001 failed", tx.now()), "s");
              return tx.runs().find(run.id()).orElseThrow();
            });
  }

  private RunSnapshot snapshot(DagRun run) {
    return one(tx -> tx.runs().snapshot(run.id())).orElseThrow();
  }

  @Test
  void aClearedRunIsGivenBackToTheLastColumn() {
    DagRun run = failed("given_back");
    RunSnapshot before = snapshot(run);
    store()
        .transact(
            tx -> {
              RunSnapshot now = tx.runs().lockForOrder(run.id()).orElseThrow();
              List<TaskTransition> clear = ClearPlan.clear(now, Selection.ALL, tx.now());
              List<UUID> touched = clear.stream().map(c -> c.before().id()).toList();
              tx.runs().remember(new Remembered.Key(ORDER, "anna"), run.id(), touched);
              tx.tasks().apply(clear, "anna");
              return tx.runs()
                  .apply(new RunTransition(now.run(), RunState.QUEUED, "", tx.now()), "anna");
            });
    assertThat(snapshot(run).tasks()).noneMatch(t -> t.state().finished());
    store()
        .transact(
            tx -> {
              RunSnapshot now = tx.runs().lockForOrder(run.id()).orElseThrow();
              Remembered remembered = tx.runs().remembered(ORDER).get(0);
              assertThat(remembered.key().actor()).isEqualTo("anna");
              UndoPlan plan = UndoPlan.of(now, remembered.before(), tx.now());
              assertThat(tx.tasks().giveBack(plan.tasks(), "anna")).hasSize(2);
              return tx.runs().apply(plan.run().orElseThrow(), "anna");
            });
    RunSnapshot after = snapshot(run);
    assertThat(after.tasks()).isEqualTo(before.tasks());
    assertThat(after.run().moments()).isEqualTo(before.run().moments());
    assertThat(after.run().failure()).isEqualTo("t001 failed");
    assertThat(list(tx -> tx.audit().ofRun("given_back", run.runId(), 100)))
        .extracting(AuditStore.AuditRow::event)
        .contains("task.undone", "run.failed");
  }

  @Test
  void aLaterOrderAboutTheRunReplacesWhatWasRemembered() {
    DagRun run = failed("replaced");
    UUID later = new UUID(7, 8);
    store()
        .transact(
            tx -> {
              tx.runs().remember(new Remembered.Key(ORDER, "anna"), run.id(), List.of());
              tx.runs().remember(new Remembered.Key(later, "ben"), run.id(), List.of());
              return true;
            });
    assertThat(list(tx -> tx.runs().remembered(ORDER))).isEmpty();
    assertThat(list(tx -> tx.runs().remembered(later))).hasSize(1);
    store()
        .transact(
            tx -> {
              tx.runs().forget(run.id());
              return true;
            });
    assertThat(list(tx -> tx.runs().remembered(later))).isEmpty();
  }

  @Test
  void anOrderAboutSeveralRunsIsRememberedOfEach() {
    UUID several = new UUID(7, 9);
    DagRun first = failed("several_1");
    DagRun second = failed("several_2");
    store()
        .transact(
            tx -> {
              tx.runs().remember(new Remembered.Key(several, "anna"), second.id(), List.of());
              tx.runs().remember(new Remembered.Key(several, "anna"), first.id(), List.of());
              return true;
            });
    List<UndoPlan.Before> before =
        list(tx -> tx.runs().remembered(several)).stream().map(Remembered::before).toList();
    assertThat(before).extracting(UndoPlan.Before::run).containsExactly(first, second);
    assertThat(before.get(1).tasks()).containsExactlyInAnyOrderElementsOf(snapshot(second).tasks());
  }
}
