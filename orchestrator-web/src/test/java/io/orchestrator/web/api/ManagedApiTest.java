package io.orchestrator.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What pools, variables, connections and notes may be, over REST. */
class ManagedApiTest {
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

  @ParameterizedTest
  @ValueSource(strings = {"two words", "größe", "a.b", "...", "a+b&c=d", "who?#1", "[a]", "tom, x"})
  void whatCanBeMadeCanBeReadChangedAndDeleted(String name) throws Exception {
    goesRound("/api/v2/pools", pool(name), name);
    goesRound("/api/v2/variables", body().put("key", name).put("value", "x"), name);
  }

  private static void goesRound(String list, ObjectNode body, String name) throws Exception {
    String path = list + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    assertThat(call("POST", list, body).statusCode()).isEqualTo(201);
    assertThat(call("GET", path, null).statusCode()).isEqualTo(200);
    HttpResponse<String> changed = call("PATCH", path, body().put("description", "new"));
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(ApiCalls.json(changed).get("description").asString()).isEqualTo("new");
    assertThat(call("DELETE", path, null).statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "~",
        "a/b",
        "a\\b",
        "a;b",
        "50%",
        "a\nb",
        "a\0b",
        "a\u2028b",
        "\u0430b",
        "a\u200Bb"
      })
  void whatCouldNotBeAddressedCannotBeMade(String name) throws Exception {
    assertThat(fields(call("POST", "/api/v2/pools", pool(name)))).contains("name");
    ObjectNode variable = body().put("key", name).put("value", "x");
    assertThat(fields(call("POST", "/api/v2/variables", variable))).contains("key");
    ObjectNode connection = body().put("connection_id", name).put("conn_type", "aws");
    assertThat(fields(call("POST", "/api/v2/connections", connection))).contains("connection_id");
  }

  @Test
  void theLengthOfANameIsInCharacters() throws Exception {
    assertThat(call("POST", "/api/v2/pools", pool("😀".repeat(256))).statusCode()).isEqualTo(201);
    HttpResponse<String> longer = call("POST", "/api/v2/pools", pool("😀".repeat(257)));
    assertThat(fields(longer)).containsExactly("name");
    assertThat(longer.body()).contains("257 characters; 256 are allowed");
  }

  @Test
  void theSizeOfAValueIsInBytes() throws Exception {
    ObjectNode variable = body().put("key", "umlauts").put("value", "ü".repeat(40_000));
    HttpResponse<String> answer = call("POST", "/api/v2/variables", variable);
    assertThat(fields(answer)).containsExactly("value");
    assertThat(answer.body()).contains("80000 bytes in UTF-8; 65536 are allowed");
    variable.put("value", "ü".repeat(32_768));
    assertThat(call("POST", "/api/v2/variables", variable).statusCode()).isEqualTo(201);
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() throws Exception {
    ObjectNode connection =
        body()
            .put("connection_id", "a b")
            .put("description", "x".repeat(5_001))
            .put("host", "h".repeat(501))
            .put("schema", "NUL \0")
            .put("login", "l".repeat(5_001))
            .put("password", "p".repeat(65_537))
            .put("port", 99_999)
            .put("extra", "[]");
    HttpResponse<String> answer = call("POST", "/api/v2/connections", connection);
    assertThat(fields(answer))
        .containsExactlyInAnyOrder(
            "connection_id",
            "conn_type",
            "description",
            "host",
            "schema",
            "login",
            "password",
            "port",
            "extra");
    assertThat(fields(call("POST", "/api/v2/pools", body().put("description", "NUL \0"))))
        .containsExactlyInAnyOrder("name", "slots", "description");
    ObjectNode variable = body().put("description", "x".repeat(5_001));
    assertThat(fields(call("POST", "/api/v2/variables", variable)))
        .containsExactlyInAnyOrder("key", "value", "description");
  }

  @Test
  void anExtraMayHaveANullAndNoMaskOfNothing() throws Exception {
    ObjectNode connection = body().put("connection_id", "extra").put("conn_type", "aws");
    connection.put("extra", "{\"token\":\"***\"}");
    assertThat(fields(call("POST", "/api/v2/connections", connection))).containsExactly("extra");
    connection.put("extra", "{\"proxy\":null}");
    assertThat(call("POST", "/api/v2/connections", connection).statusCode()).isEqualTo(201);
  }

  @Test
  void secretsInsideTheJsonOfAVariableAreMaskedAtAnyDepthAndAMaskKeepsThem() throws Exception {
    String path = "/api/v2/variables/settings";
    ObjectNode variable = body().put("key", "settings");
    variable.putObject("value").put("host", "h").putArray("db").addObject().put("password", "pw1");
    HttpResponse<String> made = call("POST", "/api/v2/variables", variable);
    String masked = "{\"host\":\"h\",\"db\":[{\"password\":\"***\"}]}";
    for (HttpResponse<String> answer :
        List.of(made, call("GET", path, null), call("GET", "/api/v2/variables", null))) {
      assertThat(answer.body()).doesNotContain("pw1");
    }
    assertThat(ApiCalls.json(made).get("value").asString()).isEqualTo(masked);
    ObjectNode sentBack = body().put("value", masked.replace("\"h\"", "\"other\""));
    assertThat(call("PATCH", path, sentBack).statusCode()).isEqualTo(200);
    assertThat(api.variable("settings"))
        .isEqualTo("{\"host\":\"other\",\"db\":[{\"password\":\"pw1\"}]}");
    ObjectNode unknown = body().put("value", "{\"new\":{\"api_key\":\"***\"}}");
    assertThat(fields(call("PATCH", path, unknown))).containsExactly("value");
  }

  @Test
  void aNoteHasAThousandCharacters() throws Exception {
    ObjectNode note = body().put("note", "😀".repeat(1_000));
    assertThat(call("PATCH", RUN, note).statusCode()).isEqualTo(200);
    note.put("note", "😀".repeat(1_001));
    assertThat(fields(call("PATCH", RUN, note))).containsExactly("note");
    HttpResponse<String> trigger = call("POST", "/api/v2/dags/flights_daily/dagRuns", note);
    assertThat(trigger.statusCode()).isEqualTo(400);
    assertThat(trigger.body()).contains("note: It has 1001 characters; 1000 are allowed");
    assertThat(fields(call("PATCH", RUN, body().put("note", "a\0b")))).containsExactly("note");
  }

  /** What the database refuses whoever asks: a NUL in a search, for one. */
  @Test
  void whatTheStoreRefusesIsNoFaultOfOurs() throws Exception {
    HttpResponse<String> answer =
        call("GET", "/api/v2/dags?dag_id_pattern=refused+by+the+store", null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body())
        .contains("The database does not take this", "Nothing was changed")
        .doesNotContain("PostgreSQL");
  }

  /** The fields that a 422 names. */
  private static List<String> fields(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    JsonNode findings = ApiCalls.json(answer).get("detail");
    return StreamSupport.stream(findings.spliterator(), false)
        .map(finding -> finding.get("loc").path(1).asString())
        .toList();
  }

  private static ObjectNode pool(String name) {
    return body().put("name", name).put("slots", 1);
  }

  private static ObjectNode body() {
    return JsonMapper.shared().createObjectNode();
  }

  private static HttpResponse<String> call(String method, String path, @Nullable ObjectNode body)
      throws Exception {
    return api.call("admin", method, path, body == null ? "" : body.toString());
  }
}
