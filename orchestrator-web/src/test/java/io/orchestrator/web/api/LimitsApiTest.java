package io.orchestrator.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Limits on what one user may send, over REST. */
class LimitsApiTest {
  private static final String RUNS = "/api/v2/dags/flights_daily/dagRuns";
  private static ApiCalls api;

  @BeforeAll
  static void start(@TempDir Path logs) throws Exception {
    api = ApiCalls.start(logs);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static HttpResponse<String> trigger(String user, ObjectNode body) throws Exception {
    return api.call(user, "POST", RUNS, body.toString());
  }

  /** The fixture's limit is 100 a minute. */
  @Test
  void whoTriggersTooOftenIsToldWhenToTryAgainAndNobodyElseIs() throws Exception {
    ObjectNode unknown = JsonMapper.shared().createObjectNode().put("dag_run_id", "not/allowed");
    int tries = 0;
    HttpResponse<String> answer = trigger("operator", unknown);
    while (answer.statusCode() == 400 && tries < 200) {
      tries++;
      answer = trigger("operator", unknown);
    }
    assertThat(tries).isEqualTo(100);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(ApiCalls.json(answer).get("detail").asString()).contains("Nothing was triggered");
    assertThat(trigger("admin", unknown).statusCode()).isEqualTo(400);
  }

  @Test
  void aConfIsMeasured() throws Exception {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.putObject("conf").put("warn_above", 1).put("rows", "x".repeat(70_000));
    HttpResponse<String> answer = trigger("admin", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("conf: It has 70", "65536 are allowed");
  }

  @Test
  void listsCarryNoLargeConfsAndTheRunAloneDoes() throws Exception {
    HttpResponse<String> list = api.call("admin", "GET", RUNS + "?limit=100", "");
    assertThat(list.body()).doesNotContain("x".repeat(100)).contains("\"warn_above\":1000");
    List<String> without = new ArrayList<>();
    for (JsonNode run : ApiCalls.json(list).get("dag_runs")) {
      if (run.get("conf").isNull()) {
        without.add(run.get("dag_run_id").asString());
      }
    }
    assertThat(without).hasSize(1);
    HttpResponse<String> alone = api.call("admin", "GET", RUNS + "/" + without.get(0), "");
    assertThat(ApiCalls.json(alone).get("conf").get("rows").asString()).hasSize(2_000);
  }
}
