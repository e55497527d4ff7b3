package io.orchestrator.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Shapes, refusals and rights of the REST API. */
class ApiTest {
  private static final String DAG = "/api/v2/dags/flights_daily";
  private static final String RUN = DAG + "/dagRuns/scheduled__2026-11-22T04:00:00Z";
  private static final String TASK = RUN + "/taskInstances/aggregate.by_origin";
  private static ApiCalls api;

  @BeforeAll
  static void start(@TempDir Path logs) throws Exception {
    api = ApiCalls.start(logs);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/dags",
        DAG,
        DAG + "/tasks",
        DAG + "/tasks/summarise",
        DAG + "/dagVersions",
        DAG + "/dagVersions/8",
        "/api/v2/dagSources/flights_daily",
        DAG + "/dagRuns",
        "/api/v2/dags/~/dagRuns",
        RUN,
        RUN + "/taskInstances",
        "/api/v2/dags/~/dagRuns/~/taskInstances",
        DAG + "/dagRuns/~/taskInstances?state=none&state=failed&order_by=-start_date",
        TASK,
        TASK + "/tries",
        TASK + "/tries/1",
        TASK + "/dependencies",
        TASK + "/xcomEntries",
        TASK + "/xcomEntries/return_value",
        "/api/x1/dags/flights_daily/dagRuns/scheduled__2026-11-22T04:00:00Z/why",
        "/api/v2/importErrors",
        "/api/v2/pools",
      })
  void everyReadingNeedsATokenAndAnswersAViewer(String path) throws Exception {
    assertThat(api.call("", "GET", path, "").statusCode()).isEqualTo(401);
    HttpResponse<String> answer = api.call("viewer", "GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("hunter");
  }

  @ParameterizedTest
  @CsvSource({
    "viewer, PATCH, /api/v2/dags/flights_daily",
    "viewer, POST, /api/v2/dags/flights_daily/dagRuns",
    "viewer, POST, /api/v2/dags/flights_daily/clearTaskInstances",
    "viewer, PATCH, /api/v2/dags/flights_daily/dagRuns/x",
    "viewer, PATCH, /api/v2/dags/flights_daily/dagRuns/x/taskInstances/y",
    "viewer, GET, /api/v2/variables",
    "operator, GET, /api/v2/variables",
    "operator, GET, /api/v2/connections",
    "operator, POST, /api/v2/pools",
    "operator, POST, /api/v2/nothing",
  })
  void whatARoleMayNotDoIs403(String user, String method, String path) throws Exception {
    assertThat(api.call(user, method, path, "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void aForgedTokenAndAWorkersTokenAre401() throws Exception {
    api.token("forged", api.token("admin") + "x");
    api.token("worker", "a-worker-token-of-the-test");
    assertThat(api.call("forged", "GET", "/api/v2/dags", "").statusCode()).isEqualTo(401);
    assertThat(api.call("worker", "GET", "/api/v2/dags", "").statusCode()).isEqualTo(401);
  }

  @Test
  void versionHealthAndReadinessNeedNoToken() throws Exception {
    int ready = api.call("", "GET", "/api/x1/health/ready", "").statusCode();
    assertThat(ready).isIn(200, 503);
    JsonNode version = ApiCalls.json(api.call("", "GET", "/api/v2/version", ""));
    assertThat(version.get("version").asString()).as("the API's, by Airflow").isEqualTo("3.3.2");
    assertThat(version.get("product").asString()).isEqualTo("Orchestrator");
    assertThat(version.get("product_version").asString()).isNotBlank();
    JsonNode health = ApiCalls.json(api.call("", "GET", "/api/v2/monitor/health", ""));
    assertThat(health.at("/metadatabase/status").asString()).isEqualTo("healthy");
    assertThat(health.at("/work/status").asString()).isEqualTo("degraded");
    assertThat(health.at("/work/left_alone").asInt()).isEqualTo(1);
    assertThat(health.toString()).as("reasons need a login").doesNotContain("locked");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/live,Accept,text/event-stream",
    "GET,/dags/flights_daily,X-Live,1",
    "GET,/dags,HX-Request,true",
    "POST,/dags/flights_daily/pause,HX-Request,true"
  })
  void aPagesScriptHears401AndNotALoginPageWhenNobodyIsSignedIn(
      String method, String path, String header, String value) throws Exception {
    assertThat(api.scripted(method, path, header, value).statusCode()).isEqualTo(401);
  }

  @Test
  void aPersonWhoIsNotSignedInIsLedToTheLogin() throws Exception {
    HttpResponse<String> answer = api.scripted("GET", "/dags", "Accept", "text/html");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login");
  }

  @Test
  void anUnknownIdIs404AndNamesTheNearest() throws Exception {
    HttpResponse<String> dag = api.call("viewer", "GET", "/api/v2/dags/flights_dayly", "");
    assertThat(dag.statusCode()).isEqualTo(404);
    assertThat(ApiCalls.json(dag).at("/did_you_mean/0").asString()).isEqualTo("flights_daily");
    assertThat(ApiCalls.json(dag).get("code").asString()).isEqualTo("dag_not_found");
    HttpResponse<String> task = api.call("viewer", "GET", RUN + "/taskInstances/summarize", "");
    assertThat(task.statusCode()).isEqualTo(404);
    assertThat(ApiCalls.json(task).at("/did_you_mean/0").asString()).isEqualTo("summarise");
    assertThat(api.call("viewer", "GET", DAG + "/dagRuns/none/taskInstances", "").statusCode())
        .isEqualTo(404);
    assertThat(api.call("viewer", "GET", TASK + "/3", "").statusCode()).isEqualTo(404);
    assertThat(api.call("viewer", "GET", TASK + "/tries/9", "").statusCode()).isEqualTo(404);
    assertThat(api.call("viewer", "GET", "/api/v2/importErrors/5", "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "'/taskInstances?state=sleeping', 422",
    "'/taskInstances?limit=-1', 422",
    "'/taskInstances?limit=lots', 422",
    "'/taskInstances?start_date_gte=yesterday', 422",
    "'/taskInstances?executor=celery', 400",
    "'/taskInstances?duration_gte=3', 400",
    "'/taskInstances/aggregate.by_origin?map_index=x', 200",
    "'/taskInstances/aggregate.by_origin/x', 404",
    "'/taskInstances/aggregate.by_origin/x/tries', 404",
    "'/taskInstances/aggregate.by_origin/99999999999', 422",
    "'/taskInstances/aggregate.by_origin/tries/x', 422",
  })
  void aWrongParameterIsRefusedWithASentence(String rest, int status) throws Exception {
    HttpResponse<String> answer = api.call("viewer", "GET", RUN + rest, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (status == 422) {
      assertThat(ApiCalls.json(answer).at("/detail/0/msg").asString()).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/dags/%27%3B%20drop%20table%20dag%3B--",
        "/api/v2/dags/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/api/v2/dags/..%2F..%2Fetc%2Fpasswd",
        "/api/v2/dags/flights_daily/dagRuns/a%00b",
        "/api/v2/dags/" + "x",
      })
  void hostileIdsAreRefusedWithoutATrace(String path) throws Exception {
    HttpResponse<String> answer = api.call("viewer", "GET", path, "");
    assertThat(answer.statusCode()).isBetween(400, 404);
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("at io.orchestrator");
  }

  @Test
  void aTaskInstanceHasAirflowsFields() throws Exception {
    JsonNode task = ApiCalls.json(api.call("viewer", "GET", TASK, ""));
    assertThat(task.get("state").asString()).isEqualTo("up_for_retry");
    assertThat(task.get("executor_config").isString()).isTrue();
    assertThat(task.get("map_index").asInt()).isEqualTo(-1);
    assertThat(task.at("/rendered_fields/sql").asString()).contains("SELECT");
    assertThat(task.at("/dag_version/version_number").asInt()).isEqualTo(8);
    JsonNode waiting =
        ApiCalls.json(api.call("viewer", "GET", RUN + "/taskInstances/summarise", ""));
    assertThat(waiting.has("state")).isTrue();
    assertThat(waiting.get("state").isNull()).isTrue();
  }

  @Test
  void aWaitingTaskSaysWhy() throws Exception {
    JsonNode answer = ApiCalls.json(api.call("viewer", "GET", TASK + "/dependencies", ""));
    assertThat(answer.at("/dependencies/0/name").asString()).isEqualTo("Not In Retry Period");
    assertThat(answer.at("/dependencies/0/reason").asString()).contains("Try 2 of 3 starts");
    JsonNode why =
        ApiCalls.json(api.call("viewer", "GET", RUN.replace("/api/v2", "/api/x1") + "/why", ""));
    assertThat(why.get("tasks")).hasSize(3);
    assertThat(why.at("/tasks/0/why/reason").asString()).isNotBlank();
  }

  @Test
  void clearingIsADryRunUnlessSaidOtherwise() throws Exception {
    JsonNode dry = ApiCalls.json(api.call("operator", "POST", RUN + "/clear", "{}"));
    assertThat(dry.get("total_entries").asInt()).isEqualTo(10);
    JsonNode run =
        ApiCalls.json(api.call("operator", "POST", RUN + "/clear", "{\"dry_run\":false}"));
    assertThat(run.get("dag_run_id").asString()).startsWith("scheduled__");
    String one =
        "{\"dag_run_id\":\"scheduled__2026-11-21T04:00:00Z\",\"only_failed\":false,"
            + "\"task_ids\":[\"upload_raw\",[\"add_partition\",-1]]}";
    JsonNode tasks = ApiCalls.json(api.call("operator", "POST", DAG + "/clearTaskInstances", one));
    assertThat(tasks.get("total_entries").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|422",
        "{\"dag_run_id\":\"scheduled__2026-11-21T04:00:00Z\",\"task_ids\":[]}|422",
        "{\"dag_run_id\":\"scheduled__2026-11-21T04:00:00Z\",\"start_date\":\"2026-01-01\"}|422",
        "{\"dag_run_id\":\"none\"}|404",
        "{\"dag_run_id\":\"scheduled__2026-11-21T04:00:00Z\",\"task_ids\":[\"uplod_raw\"]}|404",
        "{\"dag_run_id\":\"scheduled__2026-11-21T04:00:00Z\",\"colour\":\"red\"}|422",
        "{\"dag_run_id\":|422",
        "[]|422"
      })
  void aClearThatIsNotMeantIsRefused(String body, int status) throws Exception {
    HttpResponse<String> answer = api.call("operator", "POST", DAG + "/clearTaskInstances", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void markingAnswersWhatItTouchesAndASecondTimeConflicts() throws Exception {
    String success = "{\"new_state\":\"success\"}";
    JsonNode touched = ApiCalls.json(api.call("operator", "PATCH", TASK, success));
    assertThat(touched.at("/task_instances/0/task_id").asString()).isEqualTo("aggregate.by_origin");
    String done = RUN + "/taskInstances/wait_for_file";
    assertThat(api.call("operator", "PATCH", done, success).statusCode()).isEqualTo(409);
    assertThat(api.call("operator", "PATCH", done + "/dry_run", success).statusCode())
        .isEqualTo(409);
    assertThat(api.call("operator", "PATCH", TASK, "{\"new_state\":\"running\"}").statusCode())
        .isEqualTo(422);
    assertThat(api.call("operator", "PATCH", RUN, "{\"state\":\"success\"}").statusCode())
        .isEqualTo(200);
    assertThat(api.call("operator", "PATCH", RUN, "{\"state\":\"running\"}").statusCode())
        .isEqualTo(422);
  }

  @Test
  void triggeringChecksParamsAndConflicts() throws Exception {
    String runs = DAG + "/dagRuns";
    assertThat(api.call("operator", "POST", runs, "{\"logical_date\":null}").statusCode())
        .isEqualTo(200);
    String taken = "{\"dag_run_id\":\"taken\"}";
    assertThat(api.call("operator", "POST", runs, taken).statusCode()).isEqualTo(409);
    String wrong = "{\"conf\":{\"warn_above\":\"many\"}}";
    HttpResponse<String> refused = api.call("operator", "POST", runs, wrong);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(ApiCalls.json(refused).get("detail").asString()).contains("warn_above");
    HttpResponse<String> unknown =
        api.call("operator", "POST", runs, "{\"conf\":{\"warn_abov\":5}}");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(ApiCalls.json(unknown).get("detail").asString())
        .contains("there is no param \"warn_abov\"; did you mean \"warn_above\"?");
    assertThat(api.call("operator", "POST", "/api/v2/dags/none/dagRuns", "{}").statusCode())
        .isEqualTo(404);
    assertThat(
            api.call("operator", "POST", runs, "{\"data_interval_start\":\"2026-01-01\"}")
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void aListBodyIsReadWithAViewersRights() throws Exception {
    String all = "/api/v2/dags/~/dagRuns/~/taskInstances/list";
    String body = "{\"dag_ids\":[\"flights_daily\"],\"state\":[null,\"failed\"],\"page_limit\":5}";
    assertThat(api.call("viewer", "POST", all, body).statusCode()).isEqualTo(200);
    assertThat(api.call("viewer", "POST", all, "{\"colour\":1}").statusCode()).isEqualTo(422);
    assertThat(
            api.call("viewer", "POST", "/api/v2/dags/~/dagRuns/list", "{\"states\":[\"failed\"]}"))
        .returns(200, HttpResponse::statusCode);
  }

  @Test
  void sourceComesAsTextWhenAskedFor() throws Exception {
    HttpResponse<String> answer =
        api.read("viewer", "/api/v2/dagSources/flights_daily", "text/plain");
    assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    assertThat(answer.body()).startsWith("class FlightsDaily");
  }
}
