package io.orchestrator.localaws.athena;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orchestrator.localaws.athena.catalog.Catalog;
import io.orchestrator.localaws.athena.catalog.ObjectStore;
import io.orchestrator.localaws.athena.ddl.DdlRunner;
import io.orchestrator.localaws.athena.error.ApiException;
import io.orchestrator.localaws.athena.execution.Executions;
import io.orchestrator.localaws.athena.execution.QueryRunner;
import io.orchestrator.localaws.athena.sql.engine.SqlEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Athena's protocol (AWS JSON 1.1) on loopback. Every request must be signed with the known key.
 */
public final class AthenaServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AthenaServer.class);
  private static final String JSON = "application/x-amz-json-1.1";
  private static final String TARGET = "AmazonAthena.";
  private static final int LONGEST_BODY = 2_000_000;
  private static final int THREADS = 32;
  private static final int OK = 200;
  private static final int BROKEN = 500;

  static {
    // Without this every small answer waits 40 ms for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final SqlEngine engine;
  private final Executions executions;
  private final AthenaApi api;
  private final Signatures signatures;

  /**
   * Starts the server.
   *
   * @param folder where catalog and queries are kept
   * @param objects the folder of the S3 store
   * @param port 0: any free one
   */
  public AthenaServer(
      Path folder, Path objects, int port, Keys keys, InstantSource clock, Supplier<UUID> ids)
      throws IOException {
    Catalog catalog = new Catalog(folder.resolve("catalog"));
    ObjectStore store = new ObjectStore(objects);
    this.engine = new SqlEngine(catalog, store, clock);
    QueryRunner runner =
        new QueryRunner(
            new DdlRunner(catalog, store, clock), engine, store, folder.resolve("drafts"));
    this.executions = new Executions(folder.resolve("queries"), runner, store, clock, ids);
    this.api = new AthenaApi(executions, catalog);
    this.signatures = new Signatures(keys, clock);
    this.server = bind(port);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private HttpServer bind(int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      executions.close();
      engine.close();
      threads.shutdownNow();
      throw new IOException(
          "The local Athena endpoint could not start on port " + port + ": " + e.getMessage(), e);
    }
  }

  /** Where it answers. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
      try {
        send(exchange, OK, call(exchange, body));
      } catch (ApiException e) {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", e.type());
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("__type", e.type());
        error.put("message", e.getMessage());
        if (!e.athenaCode().isEmpty()) {
          error.put("AthenaErrorCode", e.athenaCode());
        }
        send(exchange, e.status(), error);
      } catch (RuntimeException e) {
        LOG.error("A request failed in local AWS itself", e);
        exchange.getResponseHeaders().set("x-amzn-ErrorType", "InternalServerException");
        send(exchange, BROKEN, Map.of("__type", "InternalServerException", "message", "" + e));
      }
    }
  }

  private Object call(HttpExchange exchange, byte[] body) {
    String target =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")).orElse("");
    if (!exchange.getRequestMethod().equals("POST") || !target.startsWith(TARGET)) {
      throw ApiException.client("UnknownOperationException", "This is a local Athena endpoint");
    }
    if (body.length > LONGEST_BODY) {
      throw ApiException.client("RequestEntityTooLargeException", "The request is too large");
    }
    signatures.check(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        exchange.getRequestHeaders(),
        body);
    JsonNode request;
    try {
      request = json.readTree(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body);
    } catch (JacksonException e) {
      throw ApiException.client("SerializationException", "The request is not JSON");
    }
    return api.call(target.substring(TARGET.length()), request);
  }

  private void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] bytes = json.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", JSON);
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.nameUUIDFromBytes(bytes).toString());
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    executions.close();
    engine.close();
    try {
      threads.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
