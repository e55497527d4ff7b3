package io.orchestrator.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refusal says: the field and what is wanted, and nothing of how the server is made. */
class RefusedWordsTest {
  /** Names of classes, of ours, of Java's and of libraries, and their ways to talk. */
  private static final Pattern INSIDES =
      Pattern.compile(
          "\\b(java|javax|jakarta|tools|com|org|io)\\.[a-z]+|orchestrator\\.|[Jj]ackson|[Ss]pring"
              + "|`|\\$|JsonNode|ObjectNode|JsonToken|LinkedHashMap|ArrayList|\\bInteger\\b"
              + "|\\bBoolean\\b|\\bString\\b|\\bRecord\\b|Exception|[Dd]eserialize|enum constant"
              + "|For input string|StreamRead|CTRL-CHAR|Source:");

  private static final String RUNS = "/api/v2/dags/flights_daily/dagRuns";
  private static final String RUN = RUNS + "/scheduled__2026-11-22T04:00:00Z";
  private static ApiCalls api;

  @BeforeAll
  static void start(@TempDir Path logs) throws Exception {
    api = ApiCalls.start(logs);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  /** A method, a path, a body and the field that the refusal names. */
  static Stream<List<String>> bodiesOfWrongTypes() {
    return Stream.of(
        List.of("POST", RUNS, "{\"conf\":[]}", "conf"),
        List.of("POST", RUNS, "{\"conf\":\"x\"}", "conf"),
        List.of("POST", RUNS, "{\"dag_run_id\":{}}", "dag_run_id"),
        List.of("POST", RUNS, "{\"logical_date\":[1]}", "logical_date"),
        List.of("POST", RUNS, "{\"note\":{\"a\":1}}", "note"),
        List.of("POST", RUNS, "{\"@class\":\"java.lang.Runtime\"}", "@class"),
        List.of("POST", RUNS, "{\"conf\":{\"n\":" + "9".repeat(2_000) + "}}", ""),
        List.of("POST", RUNS, "{\"conf\":" + "[".repeat(2_000) + "}", ""),
        List.of("POST", RUNS, "{\"conf\":{}", ""),
        List.of("POST", RUNS, "{\"conf\":{},}", ""),
        List.of("POST", RUNS, "{'conf':1}", ""),
        List.of("POST", RUNS, "{\"note\":\"\n\"}", ""),
        List.of("POST", RUNS, "[1]", ""),
        List.of("POST", RUNS, "null", ""),
        List.of("POST", RUNS, "\"text\"", ""),
        List.of("PATCH", RUN, "[]", ""),
        List.of("PATCH", RUN, "{\"note\":{}}", "note"),
        List.of("PATCH", RUN, "{\"state\":[]}", "state"),
        List.of("PATCH", RUN, "{\"nonsense\":1}", "nonsense"),
        List.of("POST", "/api/v2/pools", "{\"name\":\"p\",\"slots\":\"many\"}", "slots"),
        List.of("POST", "/api/v2/pools", "{\"name\":\"p\",\"slots\":99999999999}", "slots"),
        List.of("POST", "/api/v2/pools", "{\"name\":[],\"slots\":1}", "name"),
        List.of(
            "POST",
            "/api/v2/pools",
            "{\"name\":\"p\",\"slots\":1,\"include_deferred\":\"perhaps\"}",
            "include_deferred"),
        List.of("POST", "/api/v2/variables", "{\"key\":{},\"value\":1}", "key"),
        List.of("POST", "/api/v2/connections", "{\"connection_id\":\"c\",\"port\":{}}", "port"),
        List.of("PATCH", "/api/v2/dags/flights_daily", "{\"is_paused\":\"perhaps\"}", "is_paused"),
        List.of("PATCH", "/api/v2/dags/flights_daily", "{\"is_paused\":[]}", "is_paused"),
        List.of(
            "POST",
            "/api/v2/dags/flights_daily/clearTaskInstances",
            "{\"task_ids\":1}",
            "task_ids"),
        List.of(
            "POST",
            "/api/v2/dags/flights_daily/clearTaskInstances",
            "{\"dry_run\":\"perhaps\"}",
            "dry_run"),
        List.of("POST", RUN + "/clear", "{\"dry_run\":[]}", "dry_run"));
  }

  @ParameterizedTest
  @MethodSource("bodiesOfWrongTypes")
  void aRefusedBodyNamesItsFieldAndNoClass(List<String> call) throws Exception {
    HttpResponse<String> answer = api.call("admin", call.get(0), call.get(1), call.get(2));
    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
    assertThat(ApiCalls.json(answer).get("detail").toString())
        .contains(call.get(3))
        .doesNotContainPattern(INSIDES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/dags?limit=x",
        "/api/v2/dags?paused=x",
        "/api/v2/dags?last_dag_run_state=x",
        "/api/v2/dags/flights_daily/dagRuns?state=x",
        "/api/v2/dags/flights_daily/dagRuns?run_type=x",
        "/api/v2/dags/flights_daily/dagRuns?logical_date_gte=x",
        "/api/v2/dags/~/dagRuns/~/taskInstances?state=x",
        "/api/v2/dags/~/dagRuns/~/taskInstances?map_index=x",
        "/api/v2/dags/flights_daily/dagVersions/x",
        "/api/v2/importErrors/x",
        "/api/v2/dagSources/flights_daily?version_number=x",
        "/api/v2/pools?order_by=x",
      })
  void aRefusedParameterNamesNoClass(String path) throws Exception {
    HttpResponse<String> answer = api.call("admin", "GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404, 422);
    assertThat(ApiCalls.json(answer).get("detail").toString()).doesNotContainPattern(INSIDES);
  }
}
