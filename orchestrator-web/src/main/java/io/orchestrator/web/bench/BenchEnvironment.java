package io.orchestrator.web.bench;

import io.orchestrator.web.execution.WorkersDoor;
import io.orchestrator.web.server.ServerApplication;
import io.orchestrator.web.standalone.ChildJvm;
import io.orchestrator.web.standalone.LocalPostgres;
import io.orchestrator.web.standalone.ThrowAwayFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * A throw-away installation on this machine, put together as a standalone is: durable PostgreSQL,
 * the server in this JVM, one worker in a JVM of its own. Without examples and local AWS; task logs
 * go to a folder. Nothing of it is left after {@link #close}.
 */
final class BenchEnvironment implements AutoCloseable {
  static final int CONNECTIONS = 12;
  private static final long WORKER_GRACE_SECONDS = 35;
  private static final String WORKER_TOKEN = "bench-worker-token-of-a-throw-away-home";
  private static final String PASSWORD = "bench";
  private final Path home;
  private final List<AutoCloseable> parts = new CopyOnWriteArrayList<>();
  private final String url;
  private boolean closed;
  private final ServletWebServerApplicationContext server;

  BenchEnvironment(BenchOptions options) throws IOException {
    LocalPostgres.requireInstalled();
    home = Files.createTempDirectory("orchestrator-bench");
    // Nothing is left after Ctrl C either.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "bench-end"));
    try {
      BenchDags.write(home.resolve("dags"), marks(), options);
      int port = freePort();
      url = LocalPostgres.jdbcUrl(port);
      parts.add(
          LocalPostgres.start(
              new LocalPostgres.Folders(home.resolve("postgres"), home.resolve("programs")),
              port,
              PASSWORD,
              home.resolve("postgres.log")));
      server = ServerApplication.start(settings());
      parts.add(server);
      Process worker = worker(options.slots());
      parts.add(() -> end(worker));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  ServletWebServerApplicationContext server() {
    return server;
  }

  /** Where the last chain left its marks. */
  Path marks() {
    return home.resolve("marks");
  }

  /** The body of a login. */
  String login() {
    return "{\"username\":\"admin\",\"password\":\"" + PASSWORD + "\"}";
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, LocalPostgres.USER, PASSWORD);
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("orchestrator.dags.folder", home.resolve("dags").toString());
    settings.put("orchestrator.database.url", url);
    settings.put("orchestrator.database.username", LocalPostgres.USER);
    settings.put("orchestrator.database.password", PASSWORD);
    settings.put("orchestrator.database.pool-size", CONNECTIONS);
    settings.put("orchestrator.execution.worker-token", WORKER_TOKEN);
    settings.put("orchestrator.execution.port", "0");
    settings.put("orchestrator.logs.remote", logs());
    settings.put("orchestrator.logs.spool", home.resolve("spool").toString());
    settings.put("orchestrator.security.secret-key", WORKER_TOKEN);
    settings.put("orchestrator.security.admin-password", PASSWORD);
    settings.put(
        "orchestrator.security.encryption-key-file", home.resolve("encryption-key").toString());
    settings.put("orchestrator.web.port", "0");
    settings.put("server.tomcat.basedir", home.resolve("tmp/server").toString());
    settings.put("logging.file.name", home.resolve("server.log").toString());
    settings.put("logging.threshold.console", "OFF");
    return settings;
  }

  private String logs() {
    return home.resolve("logs").toUri().toString();
  }

  private Process worker(int slots) throws IOException {
    int port = server.getBean(WorkersDoor.class).port();
    Process worker =
        ChildJvm.worker(
                List.of("-Xmx1g", "-XX:+UseSerialGC"),
                List.of(
                    "--server",
                    "http://127.0.0.1:" + port,
                    "--spool",
                    home.resolve("spool").toString(),
                    "--slots",
                    Integer.toString(slots),
                    "--die-with-parent"),
                Map.of(
                    "ORCHESTRATOR__EXECUTION__WORKER_TOKEN",
                    WORKER_TOKEN,
                    "ORCHESTRATOR__LOGS__REMOTE",
                    logs()))
            .start(home.resolve("worker.log"), home.resolve("tmp/worker"));
    worker.getInputStream().close();
    return worker;
  }

  private static void end(Process worker) throws InterruptedException {
    worker.destroy();
    if (!worker.waitFor(WORKER_GRACE_SECONDS, TimeUnit.SECONDS)) {
      worker.destroyForcibly().waitFor();
    }
  }

  /** Ends the parts in the reverse order and removes the folder. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (int i = parts.size() - 1; i >= 0; i--) {
      try {
        parts.get(i).close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        throw new IllegalStateException(
            "A part of the benchmark did not end; its folder " + home + " is left.", e);
      }
    }
    ThrowAwayFolder.remove(home);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
