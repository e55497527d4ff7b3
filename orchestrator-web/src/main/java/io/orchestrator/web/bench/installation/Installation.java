package io.orchestrator.web.bench.installation;

import io.orchestrator.web.bench.installation.Marks.Mark;
import io.orchestrator.web.standalone.ThrowAwayFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A running installation of one build; nothing of it is left after {@link #close}. */
public final class Installation implements AutoCloseable {
  /** Server, workers, database. */
  static final int PARTS = 3;

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration LOAD = Duration.ofMinutes(10);
  private static final Duration LOGIN_PAUSE = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String SECRET = "bench-secret-of-a-throw-away-home-0123456789";
  private static final String PASSWORD = "bench-password";

  private final Ground ground;
  private final Build build;
  private final Leftovers parts = new Leftovers();
  private final List<Running> workers = new ArrayList<>();
  private final Path home;
  private final Marks marks;
  private final BenchDatabase database;
  private final ServerPart server;
  private final OptionalLong databaseProcess;

  /**
   * Starts everything and waits until all DAGs are there and the server is ready.
   *
   * @throws io.orchestrator.web.standalone.StartFailure when a part does not start
   */
  public static Installation start(Ground ground, Build build, Needs needs) throws Exception {
    Installation installation = new Installation(ground, build, needs);
    try {
      installation.startWorkers(needs);
      return installation;
    } catch (Exception e) {
      installation.close();
      throw e;
    }
  }

  private Installation(Ground ground, Build build, Needs needs) throws Exception {
    this.ground = ground;
    this.build = build;
    ground.leftovers().keep(parts);
    try {
      this.home = ground.newHome();
      parts.keep(() -> ThrowAwayFolder.remove(home));
      this.marks = new Marks(home.resolve("marks"));
      writeDags(needs.dagFiles());
      this.database = parts.keep(ground.newDatabase(home, freePort()));
      this.databaseProcess = database.mainProcess();
      this.server = new ServerPart(build, home, ground.unknownSettings(build));
      server.start(settings(needs), parts);
      Await.until("a login", START, LOGIN_PAUSE, () -> server.rest().login(PASSWORD));
      Await.until(
          "all " + needs.dags() + " DAGs",
          LOAD,
          PAUSE,
          () -> server.rest().total("/api/v2/dags?limit=1") >= needs.dags());
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private void writeDags(Map<String, String> files) throws IOException {
    Path folder = Files.createDirectories(home.resolve("dags"));
    String path = marks.file().toString().replace("\\", "\\\\");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue().replace(Needs.MARKS, path));
    }
  }

  private Map<String, String> settings(Needs needs) throws IOException {
    Map<String, String> all = new HashMap<>(workerSettings());
    all.put("ORCHESTRATOR__DAGS__FOLDER", home.resolve("dags").toString());
    all.put("ORCHESTRATOR__DAGS__JARS", home.resolve("jars").toString());
    all.put("ORCHESTRATOR__DATABASE__URL", database.url());
    all.put("ORCHESTRATOR__DATABASE__USERNAME", database.username());
    all.put("ORCHESTRATOR__DATABASE__PASSWORD", database.password());
    all.put("ORCHESTRATOR__EXECUTION__LEASE", needs.lease().toSeconds() + "s");
    all.put("ORCHESTRATOR__LOGS__SPOOL", home.resolve("spool").toString());
    all.put("ORCHESTRATOR__SECURITY__SECRET_KEY", SECRET);
    all.put("ORCHESTRATOR__SECURITY__ADMIN_PASSWORD", PASSWORD);
    all.put("ORCHESTRATOR__SECURITY__ENCRYPTION_KEY_FILE", home.resolve("key.json").toString());
    all.put("ORCHESTRATOR__WEB__PORT", Integer.toString(freePort()));
    all.put(ServerPart.WORKERS_PORT, Integer.toString(freePort()));
    all.put(ServerPart.TRIGGERS, "0");
    return all;
  }

  private Map<String, String> workerSettings() {
    return Map.of(
        "ORCHESTRATOR__EXECUTION__WORKER_TOKEN",
        SECRET,
        "ORCHESTRATOR__LOGS__REMOTE",
        home.resolve("logs").toUri().toString());
  }

  private void startWorkers(Needs needs) throws IOException {
    for (int i = 1; i <= needs.workers(); i++) {
      Process process =
          build.start(
              List.of(
                  "worker",
                  "--server",
                  server.workersUrl(),
                  "--name",
                  "worker-" + i,
                  "--slots",
                  Integer.toString(needs.slots()),
                  "--queues",
                  "default,worker-" + i,
                  "--spool",
                  home.resolve("spool").toString(),
                  "--die-with-parent"),
              workerSettings(),
              home,
              home.resolve("worker-" + i + ".log"));
      workers.add(parts.keep(new Running(process)));
    }
  }

  public Build build() {
    return build;
  }

  public RestCalls rest() {
    return server.rest();
  }

  public BenchDatabase database() {
    return database;
  }

  /** From the start of the server's process until it said that it was ready. */
  public double readySeconds() {
    return server.readySeconds();
  }

  /** What the server's start took of processors until then, its children included. */
  public OptionalDouble readyCpuSeconds() {
    return ProcessorTime.isKnown()
        ? OptionalDouble.of(server.readyCpuSeconds())
        : OptionalDouble.empty();
  }

  /**
   * The marks of so many tasks, as soon as they have ended.
   *
   * @throws IllegalStateException when they do not end in time, or a part has ended
   */
  public List<Mark> await(int tasks, Duration most) throws Exception {
    return marks.take(tasks, most, this::requireAlive);
  }

  /** Marks that nobody has taken. */
  public List<Mark> marks() throws IOException {
    return marks.take();
  }

  /** Waits until no run is queued or running. */
  public void awaitQuiet(Duration most) throws Exception {
    Await.until(
        "the end of all runs",
        most,
        PAUSE,
        () -> {
          requireAlive();
          return rest().total("/api/v2/dags/~/dagRuns?limit=1&state=running&state=queued") == 0;
        });
  }

  private void requireAlive() {
    server.requireAlive();
    for (Running worker : workers) {
      if (!worker.process().isAlive()) {
        throw new IllegalStateException(
            "A worker of " + build + " has ended with " + worker.process().exitValue() + ".");
      }
    }
  }

  /** What its parts have spent so far. */
  public Spent spent() throws SQLException {
    Map<String, Double> parts = new LinkedHashMap<>();
    if (ProcessorTime.isKnown()) {
      parts.put("server", ProcessorTime.seconds(server.pid()));
      parts.put(
          "workers",
          workers.stream().mapToDouble(w -> ProcessorTime.seconds(w.process().pid())).sum());
      databaseProcess.ifPresent(pid -> parts.put("database", ProcessorTime.seconds(pid)));
    }
    return new Spent(parts, database.walBytes());
  }

  /** What server, workers and database hold, in megabytes; a part is missing if nobody can say. */
  public Map<String, Double> memoryMb() {
    Map<String, Double> all = new LinkedHashMap<>();
    ProcessorTime.megabytes(server.pid()).ifPresent(mb -> all.put("server", mb));
    workers.stream()
        .map(worker -> ProcessorTime.megabytes(worker.process().pid()))
        .forEach(mb -> mb.ifPresent(each -> all.merge("workers", each, Double::sum)));
    databaseProcess.stream()
        .mapToObj(ProcessorTime::megabytes)
        .forEach(mb -> mb.ifPresent(each -> all.put("database", each)));
    return all;
  }

  @Override
  public void close() {
    // Together: each may take its time over attempts that still run.
    workers.forEach(worker -> worker.process().destroy());
    ground.leftovers().drop(parts);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
