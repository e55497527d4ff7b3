package io.orchestrator.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values that no column takes, on the way to real columns: refused at their field, never a 5xx. */
class OddRequestsIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static RealServer server;
  private static String token;

  /** Every list that filters. */
  private static final List<String> LISTS =
      List.of(
          "/api/v2/dags",
          "/api/v2/dags/~/dagRuns",
          "/api/v2/dags/~/dagRuns/~/taskInstances",
          "/api/v2/variables",
          "/api/v2/pools",
          "/api/v2/connections",
          "/api/v2/importErrors");

  /** Their filters, of all kinds. */
  private static final List<String> FILTERS =
      List.of(
          "limit",
          "offset",
          "order_by",
          "state",
          "run_type",
          "dag_version",
          "map_index",
          "try_number",
          "run_after_gte",
          "start_date_lt",
          "dag_id_pattern",
          "task_id",
          "pool",
          "variable_key_pattern",
          "pool_name_pattern",
          "connection_id_pattern",
          "tags",
          "owners",
          "last_dag_run_state",
          "paused",
          "filename_pattern",
          "queue",
          "operator");

  /** What a column, a parser or a decoder may stumble over. */
  private static final List<String> ODD_VALUES =
      List.of(
          "",
          "-1",
          "2.5",
          "99999999999999999999",
          "a%00b",
          "%ED%A0%80",
          "%FF",
          "9999999-01-01",
          "-4999-01-01",
          "2026-02-31",
          "%25",
          "%5C",
          "a%7Cb",
          "~",
          "none",
          "null");

  @BeforeAll
  static void start(@TempDir Path home) throws Exception {
    server = RealServer.start(home, Map.of());
    token = JSON.readTree(server.signIn().body()).get("access_token").asString();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void noFilterOfAListEndsInAFault() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (String list : LISTS) {
      for (String filter : FILTERS) {
        for (String value : ODD_VALUES) {
          String path = list + "?" + filter + "=" + value;
          judge(server.getAs(token, path), path, filter, wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void noFieldOfABodyEndsInAFaultOrIsCutToFit() throws Exception {
    List<String> odd =
        List.of(
            "null",
            "true",
            "7",
            "2.5",
            "1e300",
            "1" + "0".repeat(30),
            "\"\"",
            "[]",
            "{}",
            "[null]",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"2026-02-31\"",
            "\"" + "x".repeat(70_000) + "\"");
    List<String> wrong = new ArrayList<>();
    for (String field : List.of("value", "description", "key", "team_name")) {
      post("/api/v2/variables", "\"key\":\"odd\",\"value\":\"v\"", field, odd, wrong);
    }
    for (String field : List.of("name", "slots", "description", "include_deferred")) {
      post("/api/v2/pools", "\"name\":\"odd\",\"slots\":1", field, odd, wrong);
    }
    for (String field : List.of("conn_type", "host", "port", "login", "password", "extra")) {
      String rest = "\"connection_id\":\"odd\",\"conn_type\":\"http\"";
      post("/api/v2/connections", rest, field, odd, wrong);
    }
    for (String field : List.of("dag_ids", "states", "page_limit", "order_by", "run_after_gte")) {
      post("/api/v2/dags/~/dagRuns/list", "\"page_offset\":0", field, odd, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  /** The last of two fields with one name counts. */
  private static void post(
      String path, String rest, String field, List<String> odd, List<String> wrong)
      throws Exception {
    for (String value : odd) {
      String body = "{" + rest + ",\"" + field + "\":" + value + "}";
      HttpRequest.Builder request =
          server
              .request(path)
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body));
      judge(RealServer.send(request), path + " " + field, field, wrong);
    }
  }

  private static void judge(
      HttpResponse<String> answer, String call, String field, List<String> wrong) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    boolean json = type.equals("application/json");
    boolean named = answer.statusCode() != 422 || !json || names(answer.body(), field);
    if (answer.statusCode() >= 500 || !json || !named) {
      wrong.add(call + " " + answer.statusCode() + " " + type + " " + answer.body());
    }
  }

  /** A query that cannot be decoded has no fields yet. */
  private static boolean names(String body, String field) {
    List<String> loc =
        JSON.readTree(body).at("/detail/0/loc").valueStream().map(JsonNode::asString).toList();
    return loc.contains(field) || loc.equals(List.of("query"));
  }
}
