package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.StartReport;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** One bad row stops no other. */
class IsolationTest {
  private final AtomicReference<FlawedStore> flaw = new AtomicReference<>();
  private final Engine engine =
      new Engine(
              "2026-01-02T00:00:00Z",
              store -> {
                flaw.set(new FlawedStore(store));
                return flaw.get();
              })
          .deploy(dag("good"))
          .deploy(dag("bad"));

  private FlawedStore flaw() {
    return Objects.requireNonNull(flaw.get());
  }

  private static Dag dag(String id) {
    return Dag.define(id, d -> d.action("a", c -> {}).then(d.action("b", c -> {})));
  }

  @Test
  void aRunThatCannotBePlannedDoesNotStopTheOthersOfItsBatch() {
    DagRun good = engine.trigger("good", "2026-01-01T00:00:00Z");
    DagRun bad = engine.trigger("bad", "2026-01-01T00:00:00Z");
    List<WorkItem> items = engine.start("w", 10);
    flaw().unreadableRuns(pk -> pk == bad.id());
    List<FinishedAttempt> batch =
        items.stream()
            .map(
                item ->
                    new FinishedAttempt(
                        item.token(),
                        new FinishReport(FinishReport.End.SUCCESS, "", Map.of(), null, null),
                        new CompletableFuture<>()))
            .toList();
    Scheduler.Reaction reaction = engine.scheduler.react(batch, List.of(), List.of());
    assertThat(reaction.answers().values()).hasSize(2).containsOnly(Answer.OK);
    assertThat(engine.states(good)).containsEntry("a", "success").containsEntry("b", "scheduled");
    assertThat(engine.states(bad))
        .as("its end is kept, its plan waits")
        .containsEntry("a", "success")
        .containsEntry("b", "none");
    flaw().unreadableRuns(pk -> false);
    engine.after(Duration.ofMinutes(5));
    assertThat(engine.states(bad)).as("after its pause").containsEntry("b", "scheduled");
  }

  @Test
  void anEndThatCannotBeWrittenBecomesAFailureAndIsAnswered() {
    DagRun bad = engine.trigger("bad", "2026-01-01T00:00:00Z");
    flaw().unwritableChanges(change -> change.cause() == TransitionCause.SUCCEEDED);
    WorkItem item = engine.start("w", 1).get(0);
    assertThat(engine.succeed(item)).isEqualTo(Answer.OK);
    assertThat(engine.states(bad)).containsEntry("a", "failed");
    assertThat(engine.task(bad, "a").reason())
        .contains("The end of this attempt cannot be stored", "no calendar has SUCCEEDED");
  }

  @Test
  void aLostAttemptThatCannotBeEndedStopsNeitherOthersNorTheEngine() {
    DagRun bad = engine.trigger("bad", "2026-01-01T00:00:00Z");
    DagRun good = engine.trigger("good", "2026-01-01T00:00:00Z");
    engine.start("w", 10);
    flaw()
        .unwritableChanges(
            change ->
                change.before().runPk() == bad.id()
                    && change.cause() == TransitionCause.WORKER_LOST);
    engine.after(Engine.LEASE);
    assertThat(engine.states(good)).as("its worker is lost too").containsEntry("a", "failed");
    assertThat(engine.states(bad)).containsEntry("a", "running");
    DagRun next = engine.trigger("good", "2026-01-02T00:00:00Z");
    assertThat(engine.states(next)).as("the engine goes on").containsEntry("a", "scheduled");
  }

  @Test
  void aBadRunIsLeftAloneForAWhileAndOthersAreClaimed() {
    DagRun bad = engine.trigger("bad", "2026-01-01T00:00:00Z");
    flaw().unreadableRuns(pk -> pk == bad.id());
    engine.hand.settle();
    engine.trigger("good", "2026-01-01T00:00:00Z");
    assertThat(engine.start("w", 10)).hasSize(2);
  }

  @Test
  void anEndWhoseCommitIsNotAcknowledgedCountsOnce() {
    DagRun run = engine.trigger("good", "2026-01-01T00:00:00Z");
    WorkItem item = engine.start("w", 1).get(0);
    AtomicBoolean once = new AtomicBoolean(true);
    flaw().loseAnswers(() -> once.getAndSet(false));
    Answer answer = engine.succeed(item);
    assertThat(answer).as("read back with the same epoch").isNotNull();
    assertThat(engine.states(run)).containsEntry("a", "success").containsEntry("b", "scheduled");
    assertThat(engine.task(run, "a").tryNumber()).isEqualTo(1);
  }

  @Test
  void aStartWhoseCommitIsNotAcknowledgedIsUnknownAndNotGone() {
    engine.trigger("good", "2026-01-01T00:00:00Z");
    engine.trigger("bad", "2026-01-01T00:00:00Z");
    List<AttemptToken> tokens = engine.claim("w", 2).stream().map(WorkItem::token).toList();
    StartReport report = new StartReport("w", "host", 7);
    AtomicBoolean together = new AtomicBoolean(true);
    AtomicBoolean first = new AtomicBoolean(true);
    flaw().breakOff(() -> together.getAndSet(false));
    flaw().loseAnswers(() -> first.getAndSet(false));
    assertThatThrownBy(() -> engine.api.start(tokens, report))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(engine.api.start(tokens, report)).as("the worker asks again").isEmpty();
  }
}
