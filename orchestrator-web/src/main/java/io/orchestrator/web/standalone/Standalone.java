package io.orchestrator.web.standalone;

import io.orchestrator.web.config.ProductVersion;
import io.orchestrator.web.security.OneTimeLogins;
import io.orchestrator.web.server.ServerApplication;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * Everything on one machine. PostgreSQL and local AWS start beside the server's context, the worker
 * once the server answers. Closing stops them in the reverse order.
 */
public final class Standalone implements AutoCloseable {
  private static final Duration WORKER_GRACE = Duration.ofSeconds(35);
  private static final Duration LOCAL_AWS_GRACE = Duration.ofSeconds(5);

  private final OrchestratorHome home;
  private final HomeLock lock;
  private final StandaloneParts parts;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread onSignal = new Thread(this::stopOnSignal, "stop-on-signal");
  private @Nullable SupervisedPostgres postgres;
  private @Nullable SupervisedProcess localAws;
  private @Nullable SupervisedProcess worker;
  private @Nullable ServletWebServerApplicationContext server;

  private Standalone(OrchestratorHome home, HomeLock lock, StandaloneParts parts) {
    this.home = home;
    this.lock = lock;
    this.parts = parts;
  }

  /**
   * Starts all parts and prints the banner.
   *
   * @throws StartFailure with cause and remedy; what was started is stopped again
   */
  public static Standalone start(
      OrchestratorHome home, StandaloneOptions options, PrintWriter out) {
    LocalPostgres.requireInstalled();
    // Before anything else: what is in the home is that of whoever has the lock.
    HomeLock lock = HomeLock.take(home);
    home.emptyTemporary();
    int port = Ports.firstFreeFrom(options.port());
    Standalone standalone =
        new Standalone(
            home,
            lock,
            new StandaloneParts(
                home, options, port, new Ports(home.root().resolve("ports")), System.getenv()));
    Runtime.getRuntime().addShutdownHook(standalone.onSignal);
    try {
      standalone.startParts(out);
      Banner.print(out, standalone.state(), options, standalone.loginLink());
      return standalone;
    } catch (RuntimeException | IOException e) {
      standalone.close();
      throw e instanceof RuntimeException failure
          ? failure
          : new StartFailure("A part did not start: " + e.getMessage(), "See " + home.logs(), e);
    }
  }

  /** Returns when SIGTERM, SIGINT or {@code stop} asks for the end. */
  public void awaitStop() throws InterruptedException {
    stop.await();
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
    if (server != null) {
      server.close();
    }
    if (localAws != null) {
      localAws.close();
    }
    if (postgres != null) {
      postgres.close();
    }
    home.state().toFile().delete();
    lock.close();
    stopped.countDown();
  }

  private void startParts(PrintWriter out) throws IOException {
    out.println("Starting PostgreSQL, local S3 and Athena, and the server …");
    out.flush();
    CompletableFuture<SupervisedPostgres> database =
        CompletableFuture.supplyAsync(
            () -> new SupervisedPostgres(this::startPostgres, said -> tell(out, said)),
            // Not the common pool: on two cores it has one thread, which may be taken.
            task -> new Thread(task, "postgres-start").start());
    try {
      localAws =
          new SupervisedProcess(
              "local AWS", LOCAL_AWS_GRACE, () -> announce(parts.startLocalAws()));
      server = ServerApplication.start(parts.serverSettings(), parts.agreed());
    } finally {
      // Whatever failed meanwhile: what has been started is to be stopped.
      postgres = database.join();
    }
    parts.prepare(server);
    worker = new SupervisedProcess("worker", WORKER_GRACE, () -> announce(parts.startWorker()));
    state().write(home.state());
  }

  private LocalPostgres startPostgres() {
    return LocalPostgres.start(
        new LocalPostgres.Folders(home.postgres(), home.programs()),
        parts.postgresPort(),
        parts.postgresPassword(),
        home.serverLog());
  }

  /** On the terminal; what it says of processes has changed as well. */
  private void tell(PrintWriter out, String said) {
    out.println("  " + said);
    out.flush();
    if (worker != null) {
      state().write(home.state());
    }
  }

  /** A part that was started again has a new process id: the status file must name it. */
  private Process announce(Process process) {
    if (server != null && worker != null) {
      CompletableFuture.delayedExecutor(200, java.util.concurrent.TimeUnit.MILLISECONDS)
          .execute(() -> state().write(home.state()));
    }
    return process;
  }

  private StandaloneState state() {
    Map<String, Long> pids = new LinkedHashMap<>();
    pids.put("server", ProcessHandle.current().pid());
    if (worker != null) {
      pids.put("worker", worker.pid());
    }
    if (postgres != null) {
      pids.put("postgres", postgres.pid());
    }
    if (localAws != null) {
      // One process serves both.
      pids.put("s3", localAws.pid());
      pids.put("athena", localAws.pid());
    }
    return new StandaloneState(
        "running",
        ProductVersion.text(),
        home.root().toString(),
        pids,
        parts.urls(),
        parts.ports(),
        parts.credentialFiles(),
        folders());
  }

  private Map<String, String> folders() {
    Map<String, String> folders = new LinkedHashMap<>();
    folders.put("dags", parts.dagFolder().toString());
    folders.put("landing", home.landing().toString());
    folders.put("logs", home.logs().toString());
    Path spool = home.spool();
    folders.put("spool", spool.toString());
    return folders;
  }

  private String loginLink() {
    if (server == null) {
      return parts.urls().getOrDefault("web", "");
    }
    String token = server.getBean(OneTimeLogins.class).issue("admin");
    return parts.urls().get("web") + "/login/once?token=" + token;
  }

  private void stopOnSignal() {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
