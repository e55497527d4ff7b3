package io.orchestrator.operators.amazon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Athena's API with queries whose states follow a script; it remembers every call. */
final class FakeAthena implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One call: its operation and its body. */
  record Call(String operation, JsonNode body) {}

  private final HttpServer server;
  private final Map<String, String> idByToken = new LinkedHashMap<>();
  private final Map<String, JsonNode> started = new LinkedHashMap<>();
  final List<Call> calls = new ArrayList<>();

  /** States that the next looks see, in order; SUCCEEDED when there are no more. */
  final Deque<String> states = new ArrayDeque<>();

  String reason = "";
  String statementType = "DML";
  String tableLocation = "s3://data/t";
  String output = "s3://results/one.csv";
  List<List<String>> rows = List.of(List.of("a", "b"));
  int pageSize = 1_000;

  FakeAthena() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized List<String> operations() {
    return calls.stream().map(Call::operation).toList();
  }

  /** Bodies of all calls of one operation. */
  synchronized List<JsonNode> bodies(String operation) {
    return calls.stream().filter(c -> c.operation().equals(operation)).map(Call::body).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      byte[] answer = JSON.writeValueAsBytes(answer(target.replace("AmazonAthena.", ""), body));
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private synchronized Object answer(String operation, JsonNode body) {
    calls.add(new Call(operation, body));
    return switch (operation) {
      case "StartQueryExecution" -> start(body);
      case "GetQueryExecution" ->
          Map.of("QueryExecution", execution(body.get("QueryExecutionId").asString()));
      case "GetQueryResults" -> results(body);
      case "StopQueryExecution" -> stop();
      case "GetTableMetadata" ->
          Map.of(
              "TableMetadata",
              Map.of("Name", "t", "Parameters", Map.of("location", tableLocation)));
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private Map<String, Object> start(JsonNode body) {
    String id =
        idByToken.computeIfAbsent(
            body.get("ClientRequestToken").asString(), token -> "query-" + (idByToken.size() + 1));
    started.put(id, body);
    return Map.of("QueryExecutionId", id);
  }

  private Map<String, Object> execution(String id) {
    String state = states.isEmpty() ? "SUCCEEDED" : states.removeFirst();
    JsonNode body = started.get(id);
    return Map.of(
        "QueryExecutionId",
        id,
        "Query",
        body == null ? "" : body.get("QueryString").asString(),
        "StatementType",
        statementType,
        "ResultConfiguration",
        Map.of("OutputLocation", output),
        "Status",
        Map.of("State", state, "StateChangeReason", reason),
        "Statistics",
        Map.of("DataScannedInBytes", 20_000_000, "EngineExecutionTimeInMillis", 321));
  }

  private Map<String, Object> results(JsonNode body) {
    List<List<String>> all = new ArrayList<>(List.of(List.of("x", "y")));
    all.addAll(rows);
    int from = body.has("NextToken") ? Integer.parseInt(body.get("NextToken").asString()) : 0;
    int to = Math.min(all.size(), from + pageSize);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "ResultSet",
        Map.of(
            "Rows",
            all.subList(from, to).stream().map(FakeAthena::row).toList(),
            "ResultSetMetadata",
            Map.of("ColumnInfo", List.of(column("x"), column("y")))));
    if (to < all.size()) {
      answer.put("NextToken", String.valueOf(to));
    }
    return answer;
  }

  private static Map<String, Object> row(List<String> values) {
    return Map.of(
        "Data",
        values.stream()
            .map(v -> v.isEmpty() ? Map.of() : Map.<String, Object>of("VarCharValue", v))
            .toList());
  }

  private static Map<String, Object> column(String name) {
    return Map.of("Name", name, "Type", "varchar");
  }

  private Map<String, Object> stop() {
    states.clear();
    states.add("CANCELLED");
    return Map.of();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
