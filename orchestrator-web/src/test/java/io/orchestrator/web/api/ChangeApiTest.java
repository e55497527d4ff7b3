package io.orchestrator.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changes over REST by Airflow's rules: masks, nulls, what is refused, and who did it. */
class ChangeApiTest {
  private static final String DAG = "/api/v2/dags/flights_daily";
  private static final String RUN = DAG + "/dagRuns/scheduled__2026-11-22T04:00:00Z";
  private static final String TASK = RUN + "/taskInstances/aggregate.by_origin";
  private static final String VARIABLE = "/api/v2/variables/";
  private static final String CONNECTION = "/api/v2/connections/";
  private static final String POOL = "/api/v2/pools/athena";
  private static ApiCalls api;

  @BeforeAll
  static void start(@TempDir Path logs) throws Exception {
    api = ApiCalls.start(logs);
    admin("POST", "/api/v2/pools", "{'name':'athena','slots':2,'description':'queries'}");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void aMaskChangesTheFieldsItNamesAndNoOther() throws Exception {
    admin("POST", "/api/v2/variables", "{'key':'masked','value':'old','description':'kept'}");
    String body = "{'key':'masked','value':'new','description':'new'}";
    JsonNode value = ok("PATCH", VARIABLE + "masked?update_mask=value", body);
    assertThat(value.get("value").asString()).isEqualTo("new");
    assertThat(value.get("description").asString()).isEqualTo("kept");
    JsonNode both = ok("PATCH", VARIABLE + "masked?update_mask=key&update_mask=description", body);
    assertThat(both.get("description").asString()).isEqualTo("new");

    admin("POST", "/api/v2/connections", "{'connection_id':'mask','conn_type':'aws','host':'a'}");
    String change = "{'connection_id':'mask','conn_type':'http','host':'b','port':80}";
    JsonNode connection = ok("PATCH", CONNECTION + "mask?update_mask=host", change);
    assertThat(connection.get("host").asString()).isEqualTo("b");
    assertThat(connection.get("conn_type").asString()).isEqualTo("aws");
    assertThat(connection.get("port").isNull()).isTrue();

    String slots = "{'pool':'athena','slots':4,'include_deferred':true}";
    assertThat(admin("PATCH", POOL + "?update_mask=slots", slots).statusCode()).isEqualTo(200);
    assertThat(operator("PATCH", DAG + "?update_mask=is_paused", "{'is_paused':true}"))
        .returns(200, HttpResponse::statusCode);
  }

  @Test
  void aMaskOfARunOrATaskLeavesTheRestAlone() throws Exception {
    String both = "{'note':'seen','state':'sleeping'}";
    assertThat(operator("PATCH", RUN + "?update_mask=note", both).statusCode()).isEqualTo(200);
    assertThat(operator("PATCH", RUN + "?update_mask=note", "{'note':null}").statusCode())
        .isEqualTo(200);
    String task = "{'new_state':'success','note':'seen','include_upstream':false}";
    assertThat(operator("PATCH", TASK + "/dry_run?update_mask=new_state", task).statusCode())
        .isEqualTo(200);
    assertThat(operator("PATCH", TASK + "?update_mask=include_past", task).statusCode())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v2/variables/flights_landing",
    "/api/v2/pools/default_pool",
    "/api/v2/dags/flights_daily",
    "/api/v2/dags/flights_daily/dagRuns/scheduled__2026-11-22T04:00:00Z",
    "/api/v2/dags/flights_daily/dagRuns/scheduled__2026-11-22T04:00:00Z/taskInstances/summarise",
  })
  void aMaskWithAnUnknownNameIsRefused(String path) throws Exception {
    HttpResponse<String> answer = admin("PATCH", path + "?update_mask=colour", "{}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(ApiCalls.json(answer).get("detail").asString())
        .contains("colour")
        .contains("Nothing was changed");
  }

  @Test
  void aVariableOfObjectsIsKeptAsItsJsonText() throws Exception {
    JsonNode made = ok("POST", "/api/v2/variables", "{'key':'json','value':{'a':[1,null]}}");
    assertThat(made.get("value").asString()).isEqualTo("{\"a\":[1,null]}");
    assertThat(ok("PATCH", VARIABLE + "json", "{'value':[1,2]}").get("value").asString())
        .isEqualTo("[1,2]");
    assertThat(ok("PATCH", VARIABLE + "json", "{'value':false}").get("value").asString())
        .isEqualTo("false");
    assertThat(ok("PATCH", VARIABLE + "json", "{'value':'***'}").get("value").asString())
        .isEqualTo("false");
    assertThat(admin("PATCH", VARIABLE + "json", "{'value':null}").statusCode()).isEqualTo(422);
  }

  @Test
  void aFieldThatIsNullGoesBackAndAnAbsentOneStays() throws Exception {
    String made = "{'key':'nulls','value':'x','description':'d'}";
    admin("POST", "/api/v2/variables", made);
    assertThat(ok("PATCH", VARIABLE + "nulls", "{}").get("description").asString()).isEqualTo("d");
    assertThat(ok("PATCH", VARIABLE + "nulls", "{'description':null}").get("description").isNull())
        .isTrue();

    admin(
        "POST",
        "/api/v2/connections",
        "{'connection_id':'nulls','conn_type':'aws','password':'hunter2','port':80,"
            + "'extra':'{\\'region\\':\\'eu\\'}'}");
    assertThat(ok("PATCH", CONNECTION + "nulls", "{'password':'***'}").get("password").asString())
        .isEqualTo("***");
    assertThat(api.connection("nulls").password()).isEqualTo("hunter2");
    ok("PATCH", CONNECTION + "nulls", "{'password':null,'port':null,'extra':null}");
    assertThat(api.connection("nulls").password()).isNull();
    assertThat(api.connection("nulls").port()).isNull();
    assertThat(api.connection("nulls").extra()).isEmpty();
    assertThat(admin("PATCH", CONNECTION + "nulls", "{'conn_type':null}").statusCode())
        .isEqualTo(422);
    assertThat(admin("PATCH", CONNECTION + "nulls", "{'extra':'[]'}").statusCode()).isEqualTo(422);
    assertThat(admin("PATCH", CONNECTION + "nulls", "{'extra':'null'}").statusCode())
        .isEqualTo(422);

    ok("PATCH", POOL, "{'description':null}");
    assertThat(admin("PATCH", POOL, "{'slots':null}").statusCode()).isEqualTo(422);
  }

  @Test
  void aPoolIsNamedBothWaysAndAnotherNameIsRefused() throws Exception {
    ok("PATCH", POOL, "{'pool':'athena','slots':3}");
    ok("PATCH", POOL, "{'name':'athena','slots':3}");
    assertThat(admin("PATCH", POOL, "{'pool':'other','slots':3}").statusCode()).isEqualTo(400);
    assertThat(admin("PATCH", VARIABLE + "flights_landing", "{'key':'other'}").statusCode())
        .isEqualTo(400);
    assertThat(admin("PATCH", POOL, "{'colour':'red'}").statusCode()).isEqualTo(422);
    assertThat(admin("PATCH", POOL, "[]").statusCode()).isEqualTo(422);
  }

  @Test
  void aTeamMayBeNullAndNothingElse() throws Exception {
    JsonNode pool = ok("PATCH", POOL, "{'team_name':null}");
    assertThat(pool.get("team_name").isNull()).isTrue();
    ok("PATCH", VARIABLE + "flights_landing", "{'team_name':null}");
    String connection = "{'connection_id':'team','conn_type':'aws','team_name':null}";
    ok("POST", "/api/v2/connections", connection);
    ok("PATCH", CONNECTION + "team", "{'team_name':null}");
    assertThat(admin("PATCH", POOL, "{'team_name':'blue'}").statusCode()).isEqualTo(400);
    String body = "{'key':'team','value':'x','team_name':'blue'}";
    assertThat(admin("POST", "/api/v2/variables", body).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        DAG + "/dagRuns|{'partition_key':'2026'}|no_partitions",
        RUN + "/clear|{'only_new':true}|version_kept",
        DAG + "/clearTaskInstances|{'dag_run_id':'x','reset_dag_runs':false}|run_goes_on",
        DAG + "/clearTaskInstances|{'dag_run_id':'x','note':'why'}|note_not_kept",
      })
  void whatIsNotDoneIsRefusedAndNotPassedOver(String path, String body, String code)
      throws Exception {
    HttpResponse<String> answer = operator("POST", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(ApiCalls.json(answer).get("code").asString()).isEqualTo(code);
    assertThat(ApiCalls.json(answer).get("detail").asString()).contains("Nothing was");
  }

  @Test
  void whatAsksForWhatIsDoneAnywayIsAccepted() throws Exception {
    assertThat(operator("POST", DAG + "/dagRuns", "{'partition_key':null}").statusCode())
        .isEqualTo(200);
    assertThat(operator("POST", RUN + "/clear", "{'only_new':false}").statusCode()).isEqualTo(200);
    String clear = "{'dag_run_id':'scheduled__2026-11-21T04:00:00Z','reset_dag_runs':true}";
    assertThat(operator("POST", DAG + "/clearTaskInstances", clear).statusCode()).isEqualTo(200);
  }

  @Test
  void everyChangeOfWhatAdminsManageIsInTheAuditLogWithoutItsValue() throws Exception {
    ok("POST", "/api/v2/variables", "{'key':'audited','value':'hunter7'}");
    ok("PATCH", VARIABLE + "audited", "{'value':'***'}");
    admin("DELETE", VARIABLE + "audited", "");
    admin("POST", "/api/v2/pools", "{'name':'audited','slots':1}");
    admin("DELETE", "/api/v2/pools/audited", "");
    admin("DELETE", "/api/v2/pools/audited", "");
    String connection = "{'connection_id':'audited','conn_type':'aws','password':'hunter7'}";
    ok("POST", "/api/v2/connections", connection);
    admin("DELETE", CONNECTION + "audited", "");
    assertThat(api.audited().stream().filter(row -> row.endsWith(" audited")))
        .containsExactly(
            "admin variable.save audited",
            "admin variable.save audited",
            "admin variable.delete audited",
            "admin pool.save audited",
            "admin pool.delete audited",
            "admin connection.save audited",
            "admin connection.delete audited");
    assertThat(api.audited().toString()).doesNotContain("hunter");
  }

  @Test
  void aTokenForACommandLineLivesAnHourAndAnotherADay() throws Exception {
    assertThat(life("/auth/token")).isEqualTo(86_400);
    assertThat(life("/auth/token/cli")).isEqualTo(3_600);
  }

  private static long life(String path) throws Exception {
    HttpResponse<String> answer =
        api.call("", "POST", path, json("{'username':'viewer','password':'pass'}"));
    assertThat(answer.statusCode()).isEqualTo(201);
    String token = ApiCalls.json(answer).get("access_token").asString();
    String claims =
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    JsonNode read = JsonMapper.shared().readTree(claims);
    return read.get("exp").asLong() - read.get("iat").asLong();
  }

  private static JsonNode ok(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = admin(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    return ApiCalls.json(answer);
  }

  private static HttpResponse<String> admin(String method, String path, String body)
      throws Exception {
    return api.call("admin", method, path, json(body));
  }

  private static HttpResponse<String> operator(String method, String path, String body)
      throws Exception {
    return api.call("operator", method, path, json(body));
  }

  /** Single quotes are read more easily here. */
  private static String json(String body) {
    return body.replace("\\'", "\\\"").replace('\'', '"');
  }
}
