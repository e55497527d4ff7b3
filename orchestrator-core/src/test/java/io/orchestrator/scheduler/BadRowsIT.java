package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.TaskFactsReport;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.model.BranchDecision;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskState;
import io.orchestrator.scheduler.PostgresEngine.Fresh;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.TaskStore.TaskFacts;
import io.orchestrator.store.TaskStore.TaskReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad row stops nothing: what cannot be read is that one thing's trouble, with its reason. */
class BadRowsIT {
  private final PostgresEngine engine = new PostgresEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  private void deploy() {
    engine.deploy(PostgresEngine.chain("good"));
    engine.deploy(PostgresEngine.chain("bad"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"tasks\":7}", "[]", "\"x\"", "{}", "{\"dagId\":\"good\"}"})
  void aVersionThatCannotBeReadIsNotHandedOutAndEverythingElseIs(String model) {
    deploy();
    DagRun bad = engine.trigger("bad");
    engine.trigger("good");
    engine.sql("update dag_version set model = '" + model + "' where dag_id = 'bad'");
    Fresh server = engine.fresh();
    List<WorkItem> items = server.api.claim(PostgresEngine.WORKER, 16, 0);
    assertThat(PostgresEngine.names(items)).containsExactly("good.a");
    assertThat(server.scheduler.troubles())
        .singleElement()
        .satisfies(trouble -> assertThat(trouble.key()).isEqualTo(bad.id()))
        .satisfies(
            trouble ->
                assertThat(trouble.reason())
                    .contains("Version 1 of DAG bad cannot be read")
                    .doesNotContain("io.orchestrator", "jackson"));
    assertThat(
            new Explainer(server.store).explain("bad", bad.runId()).orElseThrow().tasks().values())
        .hasSize(2)
        .allSatisfy(reason -> assertThat(reason.toString()).contains("Version 1 of DAG bad"));
    List<StoredDag> listed = server.store.transact(tx -> tx.dags().all());
    assertThat(listed).as("the list of DAGs").hasSize(2);
    assertThat(engine.state(bad, "a")).isEqualTo("scheduled");
  }

  @Test
  void anAttemptOfAVersionThatCannotBeReadEndsAsItReports() {
    deploy();
    DagRun bad = engine.trigger("bad");
    DagRun failing = engine.trigger("bad");
    DagRun good = engine.trigger("good");
    List<WorkItem> items = engine.claim();
    engine.start(items);
    engine.sql("update dag_version set model = '{}' where dag_id = 'bad'");
    Fresh server = engine.fresh();
    for (WorkItem item : items) {
      End end = item.task().runId().equals(failing.runId()) ? End.FAILED : End.SUCCESS;
      assertThat(
              server.api.finish(
                  item.token(),
                  new io.orchestrator.execution.FinishReport(end, "", Map.of(), null, null)))
          .isEqualTo(Answer.OK);
    }
    server.hand.tick();
    assertThat(engine.state(bad, "a")).isEqualTo("success");
    assertThat(engine.state(failing, "a")).as("its tries are in its row").isEqualTo("up_for_retry");
    assertThat(engine.state(good, "b")).isEqualTo("scheduled");
    assertThat(engine.state(bad, "b")).as("nobody knows what follows").isEqualTo("none");
  }

  @Test
  void aVersionThatCannotBeReadMakesAndTakesNoRunsAndSaysWhy() {
    deploy();
    engine.sql("update dag_version set model = '{}' where dag_id = 'bad'");
    Fresh server = engine.fresh();
    Orders orders = new Orders(server.store, server.hand);
    TriggerResult refused = orders.trigger(TriggerRequest.now("bad", "rest_api", "anna"));
    assertThat(refused)
        .isInstanceOfSatisfying(
            TriggerResult.Refused.class,
            r -> assertThat(r.problems().get(0).message()).contains("cannot be read"));
    assertThat(orders.trigger(TriggerRequest.now("good", "rest_api", "anna")))
        .isInstanceOf(TriggerResult.Created.class);
    engine.sql(
        """
        update dag set next_run_after = now(), next_interval_start = now(),
          next_interval_end = now()
        """);
    server.hand.settle();
    assertThat(server.scheduler.trouble("bad").orElse("")).contains("Version 1 of DAG bad");
    assertThat(engine.active("good")).isEqualTo(2);
  }

  @Test
  void aDecisionThatCannotBeReadStopsItsRunAloneAndAClearMendsIt() {
    Dag branch =
        Dag.define(
            "branch",
            d -> {
              var choice = d.action("choose", c -> {});
              choice.then(d.action("x", c -> {}), d.action("y", c -> {}));
            });
    engine.deploy(branch);
    deploy();
    DagRun bad = engine.trigger("branch");
    DagRun good = engine.trigger("good");
    List<WorkItem> items = engine.claim();
    engine.start(items);
    WorkItem chooser = PostgresEngine.of(items, "branch");
    engine.store.transact(
        tx ->
            tx.tasks()
                .report(
                    chooser.token().taskInstanceId(),
                    chooser.token().epoch(),
                    new TaskReport(
                        null,
                        new BranchDecision(BranchDecision.Kind.FOLLOW, List.of("x"), "chose x"),
                        Map.of(),
                        Map.of())));
    engine.sql("update task_instance set decision = '{\"kind\":\"WHO\"}' where task_id = 'choose'");
    assertThat(engine.finish(items, End.SUCCESS).values()).hasSize(2).containsOnly(Answer.OK);
    assertThat(engine.state(good, "b")).isEqualTo("scheduled");
    assertThat(engine.state(bad, "x")).as("whether it was chosen is not known").isEqualTo("none");
    assertThat(engine.why(bad, "x")).contains("What choose decided cannot be read");
    assertThat(PostgresEngine.names(engine.claim())).containsExactly("good.b");
    engine.orders.clear(
        "branch", bad.runId(), io.orchestrator.run.ClearPlan.Selection.of("choose"), "anna");
    engine.pauses.advance(Duration.ofMinutes(6));
    engine.hand.settle();
    assertThat(engine.state(bad, "choose")).isEqualTo("scheduled");
  }

  @Test
  void aConfThatCannotBeReadIsNotHandedOutAsNone() {
    deploy();
    DagRun bad = engine.trigger("bad");
    engine.trigger("good");
    engine.sql("update dag_run set conf = '[1]', version = version + 1 where dag_id = 'bad'");
    assertThat(PostgresEngine.names(engine.claim())).containsExactly("good.a");
    assertThat(engine.why(bad, "a")).contains("The conf of run " + bad.runId());
  }

  @Test
  void aRenderedFieldWithACharacterThatNoDatabaseTakesIsKeptWithoutIt() {
    deploy();
    DagRun run = engine.trigger("good");
    List<WorkItem> items = engine.claim();
    engine.start(items);
    Answer answer =
        engine.api.report(
            items.get(0).token(),
            new TaskFactsReport(
                Optional.of("query-1"),
                Map.of("command", "echo a\0b \ud800"),
                Map.of("deep", List.of(Map.of("k\0", "v\0")))));
    assertThat(answer).isEqualTo(Answer.OK);
    TaskFacts facts = engine.store.transact(tx -> tx.tasks().facts(engine.task(run, "a").id()));
    assertThat(facts.renderedFields()).containsEntry("command", "echo a\uFFFDb \uFFFD");
    assertThat(facts.notes()).containsEntry("deep", List.of(Map.of("k\uFFFD", "v\uFFFD")));
  }

  @Test
  void aReportThatCannotBeReadLeavesTheRestOfItsPage() {
    deploy();
    DagRun run = engine.trigger("good");
    List<WorkItem> items = engine.claim();
    engine.start(items);
    engine.sql("update task_report set rendered_fields = '7', notes = '[]'");
    TaskFacts facts = engine.store.transact(tx -> tx.tasks().facts(engine.task(run, "a").id()));
    assertThat(facts.renderedFields().values()).singleElement().asString().contains("cannot be");
    assertThat(facts.pid()).isEqualTo(1);
    assertThat(engine.task(run, "a").state()).isEqualTo(TaskState.RUNNING);
  }
}
