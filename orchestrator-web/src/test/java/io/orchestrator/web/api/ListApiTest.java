package io.orchestrator.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.web.ui.FixtureQueries;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists over REST: filters, order, pages; nothing asked for is passed over, nothing is cut. */
class ListApiTest {
  private static final String DAG = "/api/v2/dags/flights_daily";
  private static final String RUN = DAG + "/dagRuns/scheduled__2026-11-22T04:00:00Z";
  private static final String XCOMS = RUN + "/taskInstances/aggregate.by_origin/xcomEntries";
  private static final String WIDE = "flights_daily/dagRuns/" + FixtureQueries.WIDE;
  private static ApiCalls api;

  @BeforeAll
  static void start(@TempDir Path logs) throws Exception {
    api = ApiCalls.start(logs);
    for (String connection :
        List.of(
            "{\"connection_id\":\"b\",\"conn_type\":\"http\",\"port\":80}",
            "{\"connection_id\":\"c\",\"conn_type\":\"aws\"}",
            "{\"connection_id\":\"a\",\"conn_type\":\"http\",\"port\":443}")) {
      api.call("admin", "POST", "/api/v2/connections", connection);
    }
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/dags?has_import_errors=true",
        "/api/v2/dags?dag_run_start_date_gte=2026-01-01T00:00:00Z",
        "/api/v2/dags?dag_id_prefix_pattern=f",
        "/api/v2/dags?dag_id_pattern=a&dag_display_name_pattern=b",
        DAG + "/dagRuns?duration_gte=3",
        DAG + "/dagRuns?consuming_asset_pattern=x",
        DAG + "/dagVersions?bundle_name=x",
        RUN + "/taskInstances?task_group_id=quality",
        XCOMS + "?logical_date_gte=2026-01-01",
        "/api/v2/importErrors?bundle_name=x",
        "/api/v2/variables?variable_key_prefix_pattern=x",
        RUN + "/taskInstances?cursor=",
      })
  void aFilterThatAListDoesNotHaveIsRefused(String path) throws Exception {
    HttpResponse<String> answer = api.call("admin", "GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(ApiCalls.json(answer).get("code").asString()).isEqualTo("filter_not_supported");
    assertThat(ApiCalls.json(answer).get("detail").asString()).contains("Nothing was read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/dags?nosuch=1",
        DAG + "/dagRuns?utm_source=x&nosuch=1",
        DAG + "/dagVersions?dag_ids=x",
        RUN + "/taskInstances?dag_ids=x",
        XCOMS + "?key=path",
        "/api/v2/variables?key=x",
        "/api/v2/connections?conn_type=aws",
        "/api/v2/pools?slots=1",
        "/api/v2/importErrors?stack_trace=x",
        DAG + "?nosuch=1",
      })
  void whatIsNoFilterAnywhereIsPassedOver(String path) throws Exception {
    String plain = path.substring(0, path.indexOf('?'));
    HttpResponse<String> answer = api.call("admin", "GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(api.call("admin", "GET", plain, "").body());
  }

  @Test
  void runsAreOldestFirstUnlessAnotherOrderIsAskedFor() throws Exception {
    JsonNode runs = list("dag_runs", DAG + "/dagRuns");
    List<String> dates = runs.valueStream().map(run -> run.get("logical_date").asString()).toList();
    assertThat(dates).hasSizeGreaterThan(2).isSorted();
    assertThat(list("dag_runs", DAG + "/dagRuns?order_by=-run_after").get(0))
        .isEqualTo(runs.get(runs.size() - 1));
    HttpResponse<String> posted = api.call("viewer", "POST", "/api/v2/dags/~/dagRuns/list", "{}");
    assertThat(ApiCalls.json(posted).get("dag_runs")).isEqualTo(runs);
  }

  @Test
  void aLimitLargerThanAnyNumberIsTheLargest() throws Exception {
    assertThat(list("variables", "/api/v2/variables?limit=99999999999999999999")).isNotEmpty();
    assertThat(list("variables", "/api/v2/variables?offset=99999999999999999999")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v2/dags?dag_display_name_pattern=flights, 1",
    "/api/v2/dags?dag_display_name_pattern=other, 0",
    "/api/v2/dags?tags=a&tags_match_mode=all&exclude_stale=false&owners=x, 1",
  })
  void aDagsNameOnDisplayIsItsId(String path, int found) throws Exception {
    assertThat(list("dags", path)).hasSize(found);
  }

  @Test
  void aWordThatIsNoMatchModeIsRefused() throws Exception {
    assertThat(status("/api/v2/dags?tags=a&tags_match_mode=most")).isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connections|/api/v2/connections?order_by=connection_id|connection_id|a b c",
        "connections|/api/v2/connections?order_by=-connection_id|connection_id|c b a",
        "connections|/api/v2/connections?order_by=port|connection_id|b a c",
        "connections|/api/v2/connections?order_by=-port|connection_id|c a b",
        "connections|/api/v2/connections?order_by=-conn_type&order_by=conn_id&limit=2"
            + "|connection_id|a b",
        "variables|/api/v2/variables?order_by=key|key|api_token flights_landing",
        "variables|/api/v2/variables?order_by=-key&limit=1&offset=1|key|api_token",
        "pools|/api/v2/pools?order_by=-name|name|default_pool athena",
        "import_errors|/api/v2/importErrors?order_by=-timestamp|filename|HelloDag.java",
        "dag_versions|" + DAG + "/dagVersions?order_by=-version_number|version_number|8",
        "xcom_entries|" + XCOMS + "?order_by=-key|key|return_value path dsn basic",
        "xcom_entries|" + XCOMS + "?limit=1&offset=1|key|dsn",
        "xcom_entries|" + XCOMS + "?xcom_key_pattern=RETURN%20%7C%20none|key|return_value",
        "xcom_entries|" + XCOMS + "?xcom_key=path&map_index=-1|key|path",
      })
  void aListComesInTheOrderAskedFor(String plural, String path, String field, String values)
      throws Exception {
    List<String> found =
        list(plural, path).valueStream().map(row -> row.get(field).asString()).toList();
    assertThat(String.join(" ", found)).isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/connections",
        "/api/v2/variables",
        "/api/v2/pools",
        "/api/v2/importErrors",
        DAG + "/dagVersions",
        XCOMS,
      })
  void anOrderByAnUnknownAttributeIsRefused(String path) throws Exception {
    HttpResponse<String> answer = api.call("admin", "GET", path + "?order_by=-colour", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(ApiCalls.json(answer).get("detail").asString()).contains("colour");
  }

  @Test
  void xcomsAreThoseOfOneRunAndOfATaskItHas() throws Exception {
    JsonNode first = ApiCalls.json(api.call("viewer", "GET", XCOMS + "?limit=1", ""));
    assertThat(first.get("total_entries").asInt()).isEqualTo(4);
    assertThat(status(XCOMS.replace("aggregate.by_origin", "~"))).isEqualTo(200);
    assertThat(status(XCOMS.replace("aggregate.by_origin", "agregate"))).isEqualTo(404);
    assertThat(status("/api/v2/dags/~/dagRuns/~/taskInstances/~/xcomEntries")).isEqualTo(400);
    assertThat(status(DAG + "/dagRuns/~/taskInstances/~/xcomEntries")).isEqualTo(400);
  }

  @Test
  void aRunWithMoreTasksThanOnePageIsAnsweredWhole() throws Exception {
    JsonNode why = ApiCalls.json(api.call("viewer", "GET", "/api/x1/dags/" + WIDE + "/why", ""));
    assertThat(why.get("tasks")).hasSize(1_200);
    assertThat(why.get("more").asBoolean()).isFalse();
    JsonNode cleared =
        ApiCalls.json(api.call("operator", "POST", "/api/v2/dags/" + WIDE + "/clear", "{}"));
    assertThat(cleared.get("total_entries").asInt()).isEqualTo(1_200);
    assertThat(cleared.get("task_instances")).hasSize(1_200);
  }

  private static JsonNode list(String plural, String path) throws Exception {
    HttpResponse<String> answer = api.call("admin", "GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ApiCalls.json(answer).get(plural);
  }

  private static int status(String path) throws Exception {
    return api.call("viewer", "GET", path, "").statusCode();
  }
}
