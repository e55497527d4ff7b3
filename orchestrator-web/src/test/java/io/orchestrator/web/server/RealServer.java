package io.orchestrator.web.server;

import io.orchestrator.execution.http.HttpExecutionApi;
import io.orchestrator.web.execution.WorkersDoor;
import io.orchestrator.web.standalone.LocalPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The whole server in this JVM, on a PostgreSQL of its own; without a worker. */
public final class RealServer implements AutoCloseable {
  private static final String PASSWORD = "the password of the admin";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private final Path home;
  private final int databasePort;
  private final ServletWebServerApplicationContext context;
  private LocalPostgres postgres;

  private RealServer(Path home, int databasePort, Map<String, Object> changed) {
    this.home = home;
    this.databasePort = databasePort;
    this.postgres = startPostgres();
    try {
      Map<String, Object> settings = settings(home, databasePort);
      settings.putAll(changed);
      this.context = ServerApplication.start(settings);
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /**
   * @param home empty folder for all that it writes
   * @param changed settings that differ from the test's
   */
  public static RealServer start(Path home, Map<String, Object> changed) throws IOException {
    Files.createDirectories(home.resolve("dags"));
    Path programs = home.resolve("programs");
    Files.createDirectories(programs);
    Path shared = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
    Files.createSymbolicLink(programs.resolve("postgres"), Files.createDirectories(shared));
    return new RealServer(home, freePort(), changed);
  }

  private LocalPostgres startPostgres() {
    return LocalPostgres.start(
        new LocalPostgres.Folders(home.resolve("postgres"), home.resolve("programs")),
        databasePort,
        SECRET,
        home.resolve("postgres.log"));
  }

  private static Map<String, Object> settings(Path home, int databasePort) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("orchestrator.dags.folder", home.resolve("dags").toString());
    settings.put("orchestrator.database.url", LocalPostgres.jdbcUrl(databasePort));
    settings.put("orchestrator.database.username", LocalPostgres.USER);
    settings.put("orchestrator.database.password", SECRET);
    settings.put("orchestrator.execution.worker-token", SECRET);
    settings.put("orchestrator.execution.port", "0");
    settings.put("orchestrator.logs.remote", home.resolve("logs").toUri().toString());
    settings.put("orchestrator.security.secret-key", SECRET);
    settings.put("orchestrator.security.admin-password", PASSWORD);
    settings.put("orchestrator.security.encryption-key-file", home.resolve("key").toString());
    settings.put("orchestrator.web.port", "0");
    settings.put("server.tomcat.basedir", home.resolve("tmp").toString());
    settings.put("logging.threshold.console", "OFF");
    return settings;
  }

  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  Path home() {
    return home;
  }

  /** As {@code kill -9} of its main process does. */
  void killDatabase() {
    ProcessHandle main = ProcessHandle.of(postgres.pid()).orElseThrow();
    main.destroyForcibly();
    main.onExit().join();
    postgres.close();
  }

  void startDatabase() {
    postgres = startPostgres();
  }

  int port() {
    return Objects.requireNonNull(context.getWebServer()).getPort();
  }

  HttpExecutionApi worker() {
    URI door = URI.create("http://127.0.0.1:" + part(WorkersDoor.class).port());
    return new HttpExecutionApi(door, SECRET, home.resolve("jars"));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> getAs(String token, String path) throws IOException, InterruptedException {
    return send(request(path).header("Authorization", "Bearer " + token).GET());
  }

  /** As the admin, by {@code POST /auth/token}. */
  HttpResponse<String> signIn() throws IOException, InterruptedException {
    String login = "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(PASSWORD);
    return send(
        request("/auth/token")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(login)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    context.close();
    postgres.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
