package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.standalone.ChildJvm;
import io.orchestrator.web.standalone.LocalPostgres;
import io.orchestrator.web.standalone.ThrowAwayFolder;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL, a server and two workers, each in a process of its own. */
final class Installation implements AutoCloseable {
  private static final String SLOTS = "12";

  /** Most of them live for a minute. */
  private static final String QUICK_STARTS = "-XX:TieredStopAtLevel=1";

  private final ChaosHome home;
  private final Part.Database database;
  private final Part.Jvm server;
  private final Echo echo;
  private final List<Line> lines;
  private final List<Part> workers;
  private boolean kept;
  private boolean closed;

  private Installation(ChaosHome home, long seed) throws IOException {
    this.home = home;
    this.echo = new Echo(home.workersPort(), seed);
    this.lines = List.of(Line.to(home.workersPort(), echo), Line.to(home.workersPort(), echo));
    this.database = new Part.Database(home);
    this.server =
        new Part.Jvm(
            "server",
            home,
            new ChildJvm(
                "io.orchestrator.web.OrchestratorMain",
                List.of(
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    QUICK_STARTS,
                    "-Dserver.tomcat.basedir=" + home.root().resolve("tmp/tomcat"),
                    "-Dlogging.file.name=" + home.root().resolve("server-log.txt"),
                    "-Dlogging.threshold.console=OFF"),
                List.of("server"),
                home.serverSettings()));
    this.workers =
        List.of(
            worker(home, "worker-1", lines.get(0).url()),
            worker(home, "worker-2", lines.get(1).url()));
  }

  /**
   * @param seed draws which requests the workers' lines repeat
   */
  static Installation create(long seed) throws IOException {
    LocalPostgres.requireInstalled();
    Installation installation = new Installation(ChaosHome.create(), seed);
    // Nothing is left after Ctrl C either.
    Runtime.getRuntime().addShutdownHook(new Thread(installation::close, "chaos-end"));
    return installation;
  }

  private static Part worker(ChaosHome home, String name, String server) {
    return new Part.Jvm(
        name,
        home,
        ChildJvm.worker(
            List.of("-Xmx384m", "-XX:+UseSerialGC", QUICK_STARTS),
            List.of(
                "--server",
                server,
                "--spool",
                home.spool().toString(),
                "--slots",
                SLOTS,
                "--die-with-parent"),
            home.workerSettings()));
  }

  ChaosHome home() {
    return home;
  }

  Part database() {
    return database;
  }

  Part server() {
    return server;
  }

  List<Part> workers() {
    return workers;
  }

  /** From that worker to the server. */
  Line line(Part worker) {
    return lines.get(workers.indexOf(worker));
  }

  /** What the workers' lines repeat. */
  Echo echo() {
    return echo;
  }

  /** All parts, in the order in which they start. */
  List<Part> parts() {
    return Stream.concat(Stream.of(database, server), workers.stream()).toList();
  }

  void start() throws IOException {
    for (Part part : parts()) {
      part.start();
    }
  }

  /** Workers end their work, and their logs are shipped. */
  void stopWorkers() throws InterruptedException {
    for (Part worker : workers) {
      worker.stop();
    }
  }

  /** The folder is left for people to look at. */
  void keep() {
    kept = true;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    echo.close();
    workers.forEach(Part::kill);
    server.kill();
    database.stop();
    lines.forEach(Line::close);
    if (!kept) {
      ThrowAwayFolder.remove(home.root());
    }
  }
}
