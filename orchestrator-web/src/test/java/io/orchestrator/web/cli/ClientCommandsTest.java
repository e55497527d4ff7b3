package io.orchestrator.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.web.OrchestratorCalls;
import io.orchestrator.web.OrchestratorCalls.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Client verbs: what they ask, what they print, how they end. */
class ClientCommandsTest {
  private static final String RUNS = "/api/v2/dags/etl/dagRuns";
  private final Map<String, String> environment = new HashMap<>();
  private final Path home;
  private final FakeServer server;

  ClientCommandsTest(@TempDir Path home) throws IOException {
    this.home = home;
    this.server = new FakeServer();
  }

  @BeforeEach
  void start() {
    environment.put("ORCHESTRATOR_HOME", home.toString());
    environment.put("ORCHESTRATOR_URL", server.url());
    environment.put("ORCHESTRATOR_TOKEN", "tok");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void dagsListPrintsATableOrTheRowsAsJson() {
    server.on(
        "GET /api/v2/dags?order_by=dag_id&limit=100&offset=0",
        200,
        "{'dags':[{'dag_id':'etl','is_paused':true,'timetable_summary':'@daily','owners':['ops'],"
            + "'next_dagrun_run_after':'2026-01-02T00:00:00.123Z'}],'total_entries':1}");
    Result table = run("dags", "list");
    assertThat(table.code()).isZero();
    assertThat(table.out().lines().toList().get(1))
        .matches("etl +@daily +yes +2026-01-02T00:00:00Z +ops +-");
    JsonNode rows = JsonMapper.shared().readTree(run("dags", "list", "-o", "json").out());
    assertThat(rows.at("/0/dag_id").asString()).isEqualTo("etl");
    assertThat(server.asked().get(0)).endsWith("by Bearer tok");
  }

  @Test
  void aPasswordIsExchangedForAToken() throws Exception {
    environment.remove("ORCHESTRATOR_TOKEN");
    Path file = Files.writeString(home.resolve("pw"), "secret\n");
    server.on("POST /auth/token", 201, "{'access_token':'fresh'}");
    server.on("GET /api/v2/dags?order_by=dag_id&limit=100&offset=0", 200, "{'dags':[]}");
    Result result = run("dags", "list", "--username", "ann", "--password-file", file.toString());
    assertThat(result.out()).isEqualTo("No DAGs.\n");
    assertThat(server.asked())
        .containsExactly(
            "POST /auth/token {\"username\":\"ann\",\"password\":\"secret\"} by nobody",
            "GET /api/v2/dags?order_by=dag_id&limit=100&offset=0  by Bearer fresh");
  }

  @Test
  void theAdminPasswordOfThisHomeIsNeverSentToAnotherServer() throws Exception {
    environment.remove("ORCHESTRATOR_TOKEN");
    Files.writeString(home.resolve("admin-password"), "secret");
    Result result = run("dags", "list");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("No password is given for this server.");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void withoutAServerItSaysHowToStartOne() {
    environment.remove("ORCHESTRATOR_URL");
    Result result = run("runs", "list");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains("no standalone runs in " + home)
        .contains("./orchestrator standalone");
  }

  @Test
  void aServerThatIsGoneIsASentence() {
    environment.put("ORCHESTRATOR_URL", server.url());
    server.close();
    Result result = run("runs", "list");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("Nothing answers at " + server.url());
  }

  @Test
  void aNameThatLooksLikeAnOptionGoesBehindTwoDashesAndAnyOtherAsItIs() {
    server.on("PATCH /api/v2/dags/-nightly", 200, "{'dag_id':'-nightly','is_paused':true}");
    assertThat(run("dags", "pause", "--", "-nightly").code()).isZero();
    server.on("PATCH /api/v2/dags/gr%C3%B6%C3%9Fe", 200, "{'dag_id':'größe','is_paused':true}");
    assertThat(run("dags", "pause", "größe").code()).isZero();
  }

  @Test
  void aRefusalIsPrintedWithItsHint() {
    server.on(
        "PATCH /api/v2/dags/etk", 404, "{'detail':'There is no DAG etk.','hint':'Mean etl?'}");
    Result result = run("dags", "pause", "etk");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).isEqualTo("orchestrator: There is no DAG etk.\n  Mean etl?\n");
    server.on("PATCH /api/v2/dags/e", 401, "{'detail':'expired'}");
    assertThat(run("dags", "unpause", "e").err()).contains("does not know this token: expired");
    server.on("PATCH /api/v2/dags/f", 422, "{'detail':[{'msg':'one.'},{'msg':'two.'}]}");
    assertThat(run("dags", "unpause", "f").err()).contains("one. two.");
  }

  @Test
  void triggerSendsWhatWasSaidAndEndsAsTheRunDid() {
    server.on("POST " + RUNS, 200, "{'dag_run_id':'r 1','state':'queued'}");
    server.on("GET " + RUNS + "/r%201", 200, "{'dag_run_id':'r 1','state':'running'}");
    server.on("GET " + RUNS + "/r%201", 200, "{'dag_run_id':'r 1','state':'failed'}");
    server.on(
        "GET " + RUNS + "/r%201/taskInstances?state=failed&limit=5&offset=0",
        200,
        "{'task_instances':[{'task_id':'load','state':'failed'}]}");
    Result result =
        run("dags", "trigger", "etl", "-l", "2026-01-01", "-r", "r 1", "-c", "{\"n\":1}", "--wait");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .isEqualTo("Triggered etl, run r 1.\nIt ended as failed. Failed: load.\n");
    assertThat(server.asked().get(0))
        .contains("{\"logical_date\":\"2026-01-01\",\"conf\":{\"n\":1},\"dag_run_id\":\"r 1\"}");
  }

  @Test
  void triggerSaysThatTheRunOfAPausedDagWaitsAndWaitingShowsProgressAndReasons() {
    String run = RUNS + "/r1";
    String why = "GET " + run.replace("v2", "x1") + "/why";
    server.on("POST " + RUNS, 200, "{'dag_run_id':'r1','state':'queued'}");
    server.on("GET /api/v2/dags/etl", 200, "{'is_paused':true}");
    server.on("GET " + run, 200, "{'state':'queued'}");
    server.on("GET " + run, 200, "{'state':'queued'}");
    server.on("GET " + run, 200, "{'state':'running'}");
    server.on("GET " + run, 200, "{'state':'success'}");
    server.on("GET " + run + "/taskInstances?limit=1", 200, "{'total_entries':2}");
    String waits =
        "{'run':{'name':'Dag Not Paused','reason':'etl is paused since %s.'},'tasks':["
            + "{'task_id':'a','state':null,'why':null},{'task_id':'b','state':null,'why':null}]}";
    server.on(why, 200, waits.formatted("1 s"));
    server.on(why, 200, waits.formatted("2 s"));
    server.on(
        why,
        200,
        "{'run':null,'tasks':[{'task_id':'b','state':'scheduled','why':"
            + "{'name':'Pool Slots Available','reason':'Pool p is full.'}}]}");
    Result result = run("dags", "trigger", "etl", "--wait");
    assertThat(result.code()).isZero();
    assertThat(result.out().lines())
        .containsExactly(
            "Triggered etl, run r1.",
            "etl is paused. The run waits; start it with: ./orchestrator dags unpause etl",
            "0 of 2 tasks done; 2 not started.",
            "  etl is paused since 1 s.",
            "1 of 2 tasks done; 1 scheduled.",
            "  b: Pool p is full.",
            "It ended as success.");
  }

  @Test
  void withJsonOnlyTheRunIsOnStandardOutput() {
    server.on("POST " + RUNS, 200, "{'dag_run_id':'r1','state':'queued'}");
    server.on("GET /api/v2/dags/etl", 200, "{'is_paused':true}");
    Result result = run("dags", "trigger", "etl", "-o", "json");
    assertThat(JsonMapper.shared().readTree(result.out()).get("state").asString())
        .isEqualTo("queued");
    assertThat(result.err()).contains("etl is paused. The run waits");
  }

  @Test
  void triggerIsForNowUnlessADateOrNoneIsSaid() {
    server.on("POST " + RUNS, 200, "{'dag_run_id':'r 1','state':'queued'}");
    server.on("POST " + RUNS, 200, "{'dag_run_id':'r 2','state':'queued'}");
    run("dags", "trigger", "etl");
    run("dags", "trigger", "etl", "--logical-date", "none");
    assertThat(server.asked().get(0)).contains("{\"logical_date\":\"2026-03-04T05:06:07.089Z\"");
    assertThat(server.asked().get(2)).contains("{\"logical_date\":null");
  }

  @Test
  void triggerWithoutWaitEndsAtOnce() {
    server.on("POST " + RUNS, 200, "{'dag_run_id':'r1','state':'queued'}");
    Result result = run("dags", "trigger", "etl", "-o", "json");
    assertThat(result.code()).isZero();
    assertThat(JsonMapper.shared().readTree(result.out()).get("dag_run_id").asString())
        .isEqualTo("r1");
  }

  @Test
  void confThatIsNoObjectIsRefusedBeforeAnythingIsSent() {
    Result result = run("dags", "trigger", "etl", "--conf", "[1]");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("--conf is not a JSON object");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void runsListReadsPageByPageUpToItsLimit() {
    String row = "{'dag_id':'etl','dag_run_id':'r','state':'success','duration':1.5}";
    String hundred = (row + ",").repeat(99) + row;
    server.on(
        "GET /api/v2/dags/~/dagRuns?order_by=-id&state=success&limit=100&offset=0",
        200,
        "{'dag_runs':[" + hundred + "]}");
    server.on(
        "GET /api/v2/dags/~/dagRuns?order_by=-id&state=success&limit=20&offset=100",
        200,
        "{'dag_runs':[" + row + "]}");
    Result result = run("runs", "list", "--state", "success", "--limit", "120");
    assertThat(result.out().lines()).hasSize(102);
  }

  @Test
  void tasksListAndStatesShowTheirRows() {
    server.on(
        "GET /api/v2/dags/etl/tasks",
        200,
        "{'tasks':[{'task_id':'load','operator_name':'Bash','downstream_task_ids':['x','y']}]}");
    assertThat(run("tasks", "list", "etl").out()).contains("load").contains("x, y");
    server.on("GET " + RUNS + "?order_by=-id&limit=1", 200, "{'dag_runs':[{'dag_run_id':'r9'}]}");
    server.on(
        "GET " + RUNS + "/r9/taskInstances?limit=100&offset=0",
        200,
        "{'task_instances':[{'task_id':'load','state':null,'try_number':0}]}");
    assertThat(run("tasks", "states", "etl", "latest").out()).contains("load").contains("none");
  }

  @Test
  void logsAreFollowedOverARetryUntilTheTaskHasEnded() {
    String task = RUNS + "/r1/taskInstances/load";
    server.on("GET " + task, 200, "{'state':'running','try_number':1}");
    server.on("GET " + task, 200, "{'state':'up_for_retry','try_number':1}");
    server.on("GET " + task, 200, "{'state':'success','try_number':2}");
    Map<String, String> goesOn = Map.of("Airflow-Continuation-Token", "t1");
    server.on("GET " + task + "/logs/1", 200, "first\n", goesOn);
    server.on("GET " + task + "/logs/1?token=t1", 200, "", goesOn);
    server.on("GET " + task + "/logs/1?token=t1", 503, "{'detail':'S3 is away'}");
    server.on("GET " + task + "/logs/2", 200, "second\n");
    Result result = run("tasks", "logs", "etl", "r1", "load", "--follow");
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEqualTo("first\nsecond\n");
    assertThat(result.err()).isEqualTo("orchestrator: S3 is away\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dags list",
        "dags check",
        "dags test",
        "dags trigger",
        "dags pause",
        "dags unpause",
        "runs list",
        "tasks list",
        "tasks states",
        "tasks logs",
        "db migrate",
        "db retention",
        "server"
      })
  void everyVerbHasHelpWithAnExample(String verb) {
    Result result = run((verb + " --help").split(" "));
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("Usage: orchestrator " + verb).contains("Example: ");
  }

  @Test
  void wrongUsageIsTwoAndNamesTheNearestVerb() {
    assertThat(run("dags", "trigger").code()).isEqualTo(2);
    Result result = run("dags", "chekc");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("dags check");
    assertThat(run("runs", "list", "--limit", "many").err()).contains("many");
  }

  @Test
  void theServerNamesEverySecretItMisses() {
    Result result = run("server");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains("ORCHESTRATOR__EXECUTION__WORKER_TOKEN")
        .contains("ORCHESTRATOR__SECURITY__SECRET_KEY");
  }

  @Test
  void aDatabaseThatIsNotThereIsASentence() {
    environment.put("ORCHESTRATOR__DATABASE__URL", "jdbc:postgresql://127.0.0.1:1/none");
    Result result = run("db", "migrate");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("was not migrated").contains("refused");
    Result preview = run("db", "retention");
    assertThat(preview.code()).isEqualTo(2);
    assertThat(preview.err()).contains("could not be read").contains("db migrate");
  }

  @Test
  void aRetentionWithoutItsUnitIsRefused() {
    environment.put("ORCHESTRATOR__RETENTION__MAX_AGE", "90");
    Result result = run("db", "retention");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains("orchestrator.retention.max-age is 0.090 s")
        .contains("for example 90d");
  }

  private Result run(String... arguments) {
    return OrchestratorCalls.run(environment, arguments);
  }
}
