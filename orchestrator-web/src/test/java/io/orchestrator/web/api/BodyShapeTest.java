package io.orchestrator.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each body whole, as a client of Airflow reads it: every field with its value, flat. */
class BodyShapeTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
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
  @CsvSource({
    "dag, " + DAG,
    "task, " + DAG + "/tasks/summarise",
    "dagVersion, " + DAG + "/dagVersions/8",
    "dagRun, " + RUN,
    "taskInstance, " + TASK,
    "try, " + TASK + "/tries/1",
    "xcom, " + TASK + "/xcomEntries/return_value",
  })
  void everyFieldIsThere(String name, String path) throws Exception {
    HttpResponse<String> answer = api.call("viewer", "GET", path, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ApiCalls.json(answer)).isEqualTo(expected(name));
  }

  private static JsonNode expected(String name) throws IOException {
    try (InputStream in = BodyShapeTest.class.getResourceAsStream("bodies/" + name + ".json")) {
      return JSON.readTree(Objects.requireNonNull(in, name));
    }
  }
}
