package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.ClearPlan.Only;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.scheduler.TriggerRequest.Dates;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.timetable.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What people order: trigger, clear, mark. */
class OrdersTest {
  private static final String DAY = "2026-01-01T00:00:00Z";

  private static Engine chain() {
    Dag dag =
        Dag.define(
            "d",
            d -> d.action("a", c -> {}).then(d.action("b", c -> {})).then(d.action("c", c -> {})));
    Engine engine = new Engine(DAY).deploy(dag);
    engine.trigger("d", DAY);
    return engine;
  }

  @Test
  void c87_markingAFailedTaskSuccessLetsWhatFailedBelowGoOn() {
    Engine engine = chain();
    engine.drain("b");
    DagRun run = engine.run("d");
    assertThat(engine.states(run))
        .isEqualTo(Map.of("a", "success", "b", "failed", "c", "upstream_failed"));
    engine.orders.mark("d", run.runId(), Selection.of("b"), TaskState.SUCCESS, "anna");
    engine.hand.settle();
    assertThat(engine.runs("d")).containsExactly(DAY + " running");
    engine.drain();
    assertThat(engine.states(run)).containsEntry("c", "success");
    assertThat(engine.runs("d")).containsExactly(DAY + " success");
  }

  @Test
  void c88_clearingWithDownstreamLeavesWhatLiesAboveAlone() {
    Engine engine = chain();
    engine.drain();
    DagRun run = engine.run("d");
    engine.orders.clear(
        "d", run.runId(), new Selection(List.of("b"), false, true, Only.ANY), "anna");
    assertThat(engine.runs("d")).containsExactly(DAY + " queued");
    assertThat(engine.states(run)).isEqualTo(Map.of("a", "success", "b", "none", "c", "none"));
    engine.hand.settle();
    engine.drain();
    assertThat(engine.task(run, "a").tryNumber()).isEqualTo(1);
    assertThat(engine.task(run, "b").tryNumber()).isEqualTo(2);
    assertThat(engine.run("d").clearNumber()).isEqualTo(1);
  }

  @Test
  void c29_aPausedDagsRunDoesNotTimeOut() {
    Dag dag = Dag.define("slow", d -> d.runTimeout(Duration.ofHours(1)).action("a", c -> {}));
    Engine engine = new Engine(DAY).deploy(dag);
    engine.trigger("slow", DAY);
    engine.orders.setPaused("slow", true, "anna");
    engine.after(Duration.ofHours(2));
    assertThat(engine.runs("slow")).containsExactly(DAY + " running");
    engine.orders.setPaused("slow", false, "anna");
    engine.hand.settle();
    assertThat(engine.runs("slow")).containsExactly(DAY + " failed");
  }

  @Test
  void c90_clearingInARunningRunLeavesTheRunAsItIs() {
    Engine engine = chain();
    engine.succeed(engine.start("w", 1).get(0));
    DagRun before = engine.run("d");
    engine.orders.clear("d", before.runId(), Selection.of("a"), "anna");
    DagRun after = engine.run("d");
    assertThat(after.state()).isEqualTo(before.state());
    assertThat(after.startDate()).isEqualTo(before.startDate());
    assertThat(after.clearNumber()).isZero();
  }

  @Test
  void c19_c20_dependsOnPastWaitsForSuccessOrSkipInTheEarlierRun() {
    Dag dag =
        Dag.define(
            "past",
            d -> {
              d.schedule(Schedule.daily()).start("2026-01-01").catchup(true);
              d.action("t", c -> {}).dependsOnPast(true);
            });
    Engine engine = new Engine("2026-01-03T00:00:00Z").deploy(dag);
    engine.hand.settle();
    assertThat(engine.runs("past")).hasSizeGreaterThan(1);
    engine.fail(engine.start("w", 10).get(0));
    assertThat(engine.start("w", 10)).as("the later runs wait").isEmpty();
    assertThat(engine.runs("past").subList(1, 2).get(0)).endsWith("running");
    List<DagRun> runs = engine.memory.transact(tx -> tx.runs().list("past", List.of(), 9));
    DagRun first = runs.get(runs.size() - 1);
    engine.orders.mark("past", first.runId(), Selection.of("t"), TaskState.SKIPPED, "anna");
    engine.hand.settle();
    engine.drain();
    assertThat(engine.runs("past").subList(1, runs.size())).allMatch(r -> r.endsWith("success"));
  }

  @Test
  void aRunMarkedQueuedIsJudgedAnewAndRunsNoTaskAgain() {
    Engine engine = chain();
    engine.drain("b");
    DagRun run = engine.run("d");
    List<TaskInstance> before = engine.memory.transact(tx -> tx.tasks().ofRun(run.id()));
    assertThat(engine.orders.markRun("d", run.runId(), RunState.QUEUED, "anna"))
        .contains(List.of());
    assertThat(engine.runs("d")).containsExactly(DAY + " queued");
    engine.hand.settle();
    assertThat(engine.runs("d")).containsExactly(DAY + " failed");
    assertThat(engine.start("w", 9)).as("nothing to do again").isEmpty();
    List<TaskInstance> after = engine.memory.transact(tx -> tx.tasks().ofRun(run.id()));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void aFailedRunWhoseEndsWereMarkedIsASuccessOnceItIsQueuedAgain() {
    Engine engine = chain();
    engine.drain("b");
    DagRun run = engine.run("d");
    engine.orders.mark("d", run.runId(), Selection.of("c"), TaskState.SKIPPED, "anna");
    engine.hand.settle();
    assertThat(engine.runs("d")).as("a mark alone").containsExactly(DAY + " failed");
    engine.orders.markRun("d", run.runId(), RunState.QUEUED, "anna");
    engine.hand.settle();
    assertThat(engine.runs("d")).containsExactly(DAY + " success");
    assertThat(engine.states(run)).isEqualTo(Map.of("a", "success", "b", "failed", "c", "skipped"));
  }

  @Test
  void aRunThatIsNotOverIsJudgedAnywayAndOnlyTheOrderIsWrittenDown() {
    Engine engine = chain();
    DagRun before = engine.run("d");
    engine.orders.markRun("d", before.runId(), RunState.QUEUED, "anna");
    assertThat(engine.run("d")).isEqualTo(before);
    List<AuditRow> rows = engine.memory.transact(tx -> tx.audit().ofRun("d", before.runId(), 100));
    assertThat(rows).extracting(AuditRow::event).contains("run.mark_queued");
  }

  @Test
  void aRunMarkedSuccessStopsWhatRunsAndLeavesWhatFailed() {
    Dag dag =
        Dag.define(
            "two",
            d -> {
              d.action("bad", c -> {});
              d.action("runs", c -> {}).then(d.action("waits", c -> {}));
            });
    Engine engine = new Engine(DAY).deploy(dag);
    DagRun run = engine.trigger("two", DAY);
    Map<String, WorkItem> begun =
        engine.start("w", 2).stream()
            .collect(Collectors.toMap(item -> item.task().taskId(), item -> item));
    engine.fail(Objects.requireNonNull(begun.get("bad")));
    engine.orders.markRun("two", run.runId(), RunState.SUCCESS, "anna");
    assertThat(engine.succeed(Objects.requireNonNull(begun.get("runs")))).isEqualTo(Answer.GONE);
    engine.hand.settle();
    assertThat(engine.states(run))
        .isEqualTo(Map.of("bad", "failed", "runs", "success", "waits", "skipped"));
    assertThat(engine.runs("two")).containsExactly(DAY + " success");
  }

  @Test
  void aTriggerRepeatedWithItsRunIdAnswersTheFirstRun() {
    Engine engine = chain();
    TriggerRequest request =
        TriggerRequest.now("d", "rest_api", "anna")
            .named("mine")
            .on(new Dates(Optional.empty(), Optional.empty(), Optional.of(Instant.parse(DAY))));
    TriggerResult first = engine.orders.trigger(request);
    assertThat(first).isInstanceOf(TriggerResult.Created.class);
    TriggerResult again = engine.orders.trigger(request);
    assertThat(again).isEqualTo(new TriggerResult.Exists(((TriggerResult.Created) first).run()));
    assertThat(engine.orders.trigger(TriggerRequest.now("nobody", "ui", "anna")))
        .isEqualTo(new TriggerResult.NoSuchDag("nobody"));
  }

  @Test
  void aTriggerWithAnUnknownParamMakesNoRun() {
    record Params(boolean dry_run) {}
    Engine engine =
        new Engine(DAY)
            .deploy(
                Dag.define(
                    "p",
                    d -> {
                      d.params(new Params(true));
                      d.task("t", c -> 1);
                    }));
    TriggerRequest request =
        new TriggerRequest(
            "p",
            Optional.empty(),
            Dates.NOW,
            new Trigger("rest_api", "anna", Map.of("dryrun", false)),
            Optional.empty());
    assertThat(engine.orders.trigger(request))
        .isInstanceOfSatisfying(
            TriggerResult.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .asString()
                    .contains("dryrun: ")
                    .contains("did you mean \"dry_run\"?"));
    assertThat(engine.runs("p")).isEmpty();
  }

  @Test
  void anOrderIsUndoneForTenSecondsByWhoGaveIt() {
    Engine engine = chain();
    engine.drain("b");
    DagRun run = engine.run("d");
    TaskInstance b = engine.task(run, "b");
    UUID order = new UUID(1, 1);
    Undo undo = new Undo(engine.store, engine.hand, Undo.USUAL);
    engine.orders.clear(
        "d", run.runId(), Selection.of("b"), OrderedBy.seen("anna", order, Set.of(b.id())));
    assertThat(undo.undo("d", order, "ben")).isEqualTo(new UndoResult.TooLate());
    engine.hand.settle();
    assertThat(engine.runs("d")).containsExactly(DAY + " running");
    engine.clock.advance(Duration.ofSeconds(10));
    assertThat(undo.undo("d", order, "anna")).isInstanceOf(UndoResult.Undone.class);
    assertThat(engine.task(run, "b")).isEqualTo(b);
    assertThat(engine.run("d").endDate()).isEqualTo(run.endDate());
    assertThat(engine.runs("d")).containsExactly(DAY + " failed");
    assertThat(undo.undo("d", order, "anna")).isEqualTo(new UndoResult.TooLate());
  }

  @Test
  void anOldOrderAndOneThatAnotherFollowedAreNotUndone() {
    Engine engine = chain();
    engine.drain("b");
    DagRun run = engine.run("d");
    Undo undo = new Undo(engine.store, engine.hand, Undo.USUAL);
    UUID old = new UUID(1, 1);
    UUID replaced = new UUID(1, 2);
    engine.orders.clear(
        "d", run.runId(), Selection.of("b"), new OrderedBy("anna", old, null, null));
    engine.clock.advance(Duration.ofSeconds(16));
    assertThat(undo.undo("d", old, "anna")).isEqualTo(new UndoResult.TooLate());
    engine.orders.mark(
        "d",
        run.runId(),
        Selection.of("b"),
        TaskState.SUCCESS,
        new OrderedBy("anna", replaced, null, null));
    engine.orders.mark("d", run.runId(), Selection.of("b"), TaskState.FAILED, "a program");
    assertThat(undo.undo("d", replaced, "anna")).isEqualTo(new UndoResult.TooLate());
    assertThat(engine.states(run)).containsEntry("b", "failed");
  }

  @Test
  void anOrderThatWouldChangeMoreThanWasShownChangesNothing() {
    Engine engine = chain();
    engine.drain("b");
    DagRun run = engine.run("d");
    Map<String, String> before = engine.states(run);
    OrderedBy anna = OrderedBy.seen("anna", new UUID(1, 1), Set.of(engine.task(run, "b").id()));
    assertThatThrownBy(
            () -> engine.orders.mark("d", run.runId(), Selection.of("b"), TaskState.SUCCESS, anna))
        .isInstanceOf(ChangedSinceException.class)
        .hasMessageEndingWith("Nothing was changed.");
    assertThat(engine.states(run)).isEqualTo(before);
  }

  @Test
  void everyOrderLeavesItsNameInTheAuditLog() {
    Engine engine = chain();
    DagRun run = engine.run("d");
    engine.orders.mark("d", run.runId(), Selection.of("a"), TaskState.FAILED, "anna");
    List<AuditRow> rows = engine.memory.transact(tx -> tx.audit().ofRun("d", run.runId(), 100));
    assertThat(rows)
        .filteredOn(row -> row.actor().equals("anna"))
        .extracting(AuditRow::event)
        .containsExactly("dag.trigger", "task.marked", "task.mark_failed");
  }
}
