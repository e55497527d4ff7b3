package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for a worker, whether it polls or has a stream. */
abstract class WorkingContract {
  final Engine engine = new Engine("2026-01-02T00:00:00Z");

  /** A worker with two slots. */
  interface Hands {
    /** What it got since it was asked last, running. */
    List<WorkItem> take();

    Answer end(WorkItem item, End end);

    /** A heartbeat of what it holds; answers what is gone. */
    List<AttemptToken> beat();
  }

  abstract Hands hands();

  @BeforeEach
  void deploy() {
    engine.pool("narrow", 1);
    engine.deploy(
        Dag.define(
            "d",
            d -> {
              d.defaults(t -> t.retries(1).retryDelay(Duration.ofSeconds(20)));
              d.action("a", c -> {}).then(d.action("b", c -> {}));
            }));
    engine.deploy(
        Dag.define(
            "wide",
            d -> {
              for (int i = 1; i <= 3; i++) {
                d.action("t" + i, c -> {}).pool("narrow");
              }
            }));
  }

  private DagRun trigger(String dagId) {
    engine.clock.advance(Duration.ofMillis(1));
    return engine.trigger(dagId, "2026-01-01T00:00:00Z");
  }

  private static WorkItem only(List<WorkItem> items) {
    assertThat(items).hasSize(1);
    return items.get(0);
  }

  @Test
  void aChainRunsToItsEnd() {
    Hands hands = hands();
    DagRun run = trigger("d");
    WorkItem a = only(hands.take());
    assertThat(engine.task(run, "a").state()).isEqualTo(TaskState.RUNNING);
    assertThat(engine.task(run, "a").worker()).isEqualTo("w");
    assertThat(hands.end(a, End.SUCCESS)).isEqualTo(Answer.OK);
    WorkItem b = only(hands.take());
    assertThat(hands.end(b, End.SUCCESS)).isEqualTo(Answer.OK);
    assertThat(engine.states("d")).isEqualTo(Map.of("a", "success", "b", "success"));
  }

  @Test
  void aFailureIsTriedAgainWithAnotherEpoch() {
    Hands hands = hands();
    trigger("d");
    WorkItem first = only(hands.take());
    hands.end(first, End.FAILED);
    engine.after(Duration.ofMinutes(1));
    WorkItem second = only(hands.take());
    assertThat(second.task().tryNumber()).isEqualTo(2);
    assertThat(second.token()).isNotEqualTo(first.token());
    assertThat(hands.end(first, End.SUCCESS)).isEqualTo(Answer.GONE);
    assertThat(hands.end(second, End.SUCCESS)).isEqualTo(Answer.OK);
  }

  @Test
  void limitsHoldForWhatRunsBetweenEnds() {
    Hands hands = hands();
    trigger("wide");
    for (int i = 0; i < 3; i++) {
      hands.end(only(hands.take()), End.SUCCESS);
    }
    assertThat(engine.states("wide").values()).containsOnly("success");
  }

  @Test
  void heartbeatsKeepWhatIsHeldAndWithoutThemItIsLost() {
    Hands hands = hands();
    DagRun run = trigger("d");
    only(hands.take());
    for (int i = 0; i < 3; i++) {
      engine.after(Duration.ofSeconds(20));
      assertThat(hands.beat()).isEmpty();
    }
    assertThat(engine.task(run, "a").state()).isEqualTo(TaskState.RUNNING);
    engine.after(Engine.LEASE.plusSeconds(1));
    assertThat(engine.task(run, "a").state()).isEqualTo(TaskState.UP_FOR_RETRY);
  }

  @Test
  void whatIsClearedIsToldToWhoHoldsItAndItsEndIsGone() {
    Hands hands = hands();
    DagRun run = trigger("d");
    WorkItem a = only(hands.take());
    engine.orders.clear("d", run.runId(), Selection.ALL, "anna");
    assertThat(hands.beat()).containsExactly(a.token());
  }
}
