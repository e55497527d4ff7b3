package io.orchestrator.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Refusals: exactly {@code application/json} with {@code detail}, whoever refuses and whatever the
 * request accepts; a 422 names place and field. That each has Airflow's shape is required of all.
 */
class RefusalApiTest {
  private static final String RUN =
      "/api/v2/dags/flights_daily/dagRuns/scheduled__2026-11-22T04:00:00Z";
  private static ApiCalls api;

  @BeforeAll
  static void start(@TempDir Path logs) throws Exception {
    api = ApiCalls.start(logs);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Stream<Arguments> refusedCalls() {
    List<Arguments> calls =
        List.of(
            Arguments.of("admin", "GET", "/api/v2/nothing", 404),
            Arguments.of("", "GET", "/api/v2/nothing", 401),
            Arguments.of("", "GET", "/auth/nothing", 401),
            Arguments.of("admin", "GET", "/auth/nothing", 404),
            Arguments.of("admin", "PUT", "/api/v2/dags/flights_daily", 405),
            Arguments.of("admin", "POST", "/api/v2/version", 405),
            Arguments.of("", "GET", "/api/v2/dags", 401),
            Arguments.of("worker", "GET", "/api/v2/dags", 401),
            Arguments.of("viewer", "PATCH", "/api/v2/dags/flights_daily", 403),
            Arguments.of("viewer", "GET", "/api/v2/dags/none", 404),
            Arguments.of("viewer", "GET", "/api/v2/dags?limit=lots", 422),
            Arguments.of("viewer", "GET", RUN + "/taskInstances/summarise/tries/9", 404),
            Arguments.of("viewer", "GET", "/api/v2/dags/a%00b", 400),
            Arguments.of("viewer", "GET", "/api/v2/variables?x=%FF", 403),
            Arguments.of("viewer", "GET", "/api/v2/dags/a;b=c", 400),
            Arguments.of("admin", "GET", "/api/v2/variables?x=" + "y".repeat(9_000), 400));
    return calls.stream()
        .flatMap(
            call ->
                Stream.of(
                        "application/json",
                        "text/html,application/xhtml+xml,application/xml;q=0.9",
                        "image/png",
                        "no media type")
                    .map(accept -> Arguments.of(with(call.get(), accept))));
  }

  private static Object[] with(Object[] call, String accept) {
    return Stream.concat(Stream.of(call), Stream.of(accept)).toArray();
  }

  @ParameterizedTest
  @MethodSource("refusedCalls")
  void aRefusalIsJsonWithADetailWhateverIsAccepted(
      String user, String method, String path, int status, String accept) throws Exception {
    api.token("worker", "a-worker-token-of-the-test");
    HttpResponse<String> answer = api.ask(user, method, path, accept);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(ApiCalls.json(answer).get("detail").toString()).hasSizeGreaterThan(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v2/dags/%zz HTTP/1.1",
        "GET /api/v2/dags/{x} HTTP/1.1",
        "GET /api/v2/variables/a%2Fb HTTP/1.1",
        "GET /api/v2/dags/.. HTTP/9.9",
        "GET /api/v2/../../dags HTTP/1.1",
        "NO SUCH REQUEST",
      })
  void whatTheContainerRefusesIsNotItsPage(String line) throws Exception {
    String answer = api.raw(line + "\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n\r\n");
    assertThat(answer).matches("(?s)HTTP/1.1 (4..|505) .*");
    assertThat(answer).doesNotContain("<").doesNotContainIgnoringCase("text/html");
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(body).contains("\"detail\":\"");
    assertThat(answer).contains("\r\nContent-Type: application/json\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/xml", "text/html,*/*;q=0.8", "image/png", "no media type"})
  void anAnswerIsJsonWhateverIsAccepted(String accept) throws Exception {
    for (String path : List.of("/api/v2/dags", "/api/v2/version", RUN + "/taskInstances")) {
      HttpResponse<String> answer = api.ask("viewer", "GET", path, accept);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(answer.body()).startsWith("{");
    }
  }

  @Test
  void aLogHasThreeFormsAndNoOther() throws Exception {
    String log = RUN + "/taskInstances/summarise/logs/0";
    assertThat(api.ask("viewer", "GET", log, "text/plain").statusCode()).isEqualTo(200);
    assertThat(api.ask("viewer", "GET", log, "image/png").statusCode()).isEqualTo(406);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/api/v2/dags?limit=lots||query limit|int_parsing",
        "GET|/api/v2/dags?offset=-1||query offset|greater_than_equal",
        "GET|/api/v2/dags?paused=perhaps||query paused|bool_parsing",
        "GET|/api/v2/dags?last_dag_run_state=odd||query last_dag_run_state|value_error",
        "GET|/api/v2/dags/~/dagRuns?start_date_gte=soon||query start_date_gte|datetime_parsing",
        "GET|/api/v2/dags/~/dagRuns?dag_version=x||query dag_version|value_error",
        "GET|/api/v2/dags/~/dagRuns?run_id_pattern=a%00b||query run_id_pattern|value_error",
        "GET|/api/v2/dags/~/dagRuns?run_after_lt=9999999-01-01||query run_after_lt"
            + "|datetime_parsing",
        "GET|/api/v2/dags/flights_daily/dagVersions/x||path number|int_parsing",
        "GET|/api/v2/importErrors/99999999999999999999||path id|int_parsing",
        "PATCH|/api/v2/dags/flights_daily|{}|body is_paused|missing",
        "PATCH|/api/v2/dags/flights_daily|{'is_paused':'maybe'}|body is_paused|bool_type",
        "PATCH|/api/v2/dags/flights_daily|{'is_paused':2}|body is_paused|bool_type",
        "PATCH|/api/v2/dags/flights_daily|{'colour':1}|body colour|extra_forbidden",
        "PATCH|/api/v2/dags/flights_daily|[]|body|dict_type",
        "PATCH|/api/v2/dags/flights_daily|{'is_paused':|body|json_invalid",
        "PATCH|/api/v2/dags/flights_daily||body|missing",
        "POST|/api/v2/dags/flights_daily/dagRuns|{'conf':[]}|body conf|dict_type",
        "POST|/api/v2/dags/flights_daily/dagRuns|{'conf':{'a':['b\\u0000']}}|body conf|value_error",
        "POST|/api/v2/dags/flights_daily/dagRuns|{'conf':{'a\\ud800':1}}|body conf|json_invalid",
        "GET|/api/v2/dags?dag_id_pattern=%FF||query|value_error",
        "POST|/api/v2/dags/flights_daily/dagRuns|{'logical_date':'x'}|body logical_date"
            + "|datetime_parsing",
        "POST|/api/v2/dags/flights_daily/dagRuns|{'note':7}|body note|string_type",
        "POST|/api/v2/dags/~/dagRuns/list|{'dag_ids':'x'}|body dag_ids|list_type",
        "POST|/api/v2/dags/~/dagRuns/list|{'dag_ids':['x',7]}|body dag_ids 1|string_type",
        "POST|/api/v2/dags/~/dagRuns/list|{'page_limit':'x'}|body page_limit|int_parsing",
        "POST|/api/v2/dags/~/dagRuns/list|{'page_limit':[]}|body page_limit|int_type",
        "POST|/api/v2/dags/~/dagRuns/list|{'run_after_gte':7}|body run_after_gte|string_type",
        "POST|/api/v2/dags/flights_daily/clearTaskInstances|{'dag_run_id':'x','task_ids':[7]}"
            + "|body task_ids|value_error",
        "POST|/api/v2/dags/flights_daily/clearTaskInstances|{'dry_run':'later'}|body dry_run"
            + "|bool_type",
        "POST|/api/v2/pools|{'name':'p','slots':2.5}|body slots|int_type",
        "POST|/api/v2/pools|{'name':'p','slots':99999999999}|body slots|int_type",
        "POST|/api/v2/pools|{'name':'p','slots':''}|body slots|int_type",
        "POST|/api/v2/pools|{'name':7,'slots':1}|body name|string_type",
        "POST|/api/v2/pools|{'name':'p','slots':1,'include_deferred':'x'}|body include_deferred"
            + "|bool_type",
        "POST|/api/v2/connections|{'connection_id':'c','conn_type':'http','port':80.5}|body port"
            + "|int_type",
        "POST|/api/v2/connections|{'connection_id':'c','conn_type':'http','extra':{}}|body extra"
            + "|string_type",
        "POST|/auth/token|{'username':|body|json_invalid",
        "POST|/auth/token|{'username':'x','colour':1}|body colour|extra_forbidden",
      })
  void whatIsWrongIsNamedByPlaceAndField(
      String method, String path, String body, String place, String type) throws Exception {
    String json = body == null ? "" : body.replace('\'', '"');
    HttpResponse<String> answer = api.call("admin", method, path, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    JsonNode finding = ApiCalls.json(answer).at("/detail/0");
    List<String> loc = finding.get("loc").valueStream().map(JsonNode::asString).toList();
    assertThat(String.join(" ", loc)).as(answer.body()).isEqualTo(place);
    assertThat(finding.get("type").asString()).isEqualTo(type);
    assertThat(finding.get("msg").asString())
        .isNotBlank()
        .doesNotContain("java", "jackson", "orchestrator.", "Exception");
  }
}
