package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.standalone.ChildJvm;
import io.orchestrator.web.standalone.LocalPostgres;
import io.orchestrator.web.standalone.ThrowAwayFolder;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** PostgreSQL, a server and its workers, each in a process of its own. */
final class Installation implements AutoCloseable {
  private static final int SLOTS = 12;

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

  private Installation(ChaosHome home, Echo echo, List<Line> lines, int slots) {
    this.home = home;
    this.echo = echo;
    this.lines = lines;
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
        IntStream.range(0, lines.size())
            .mapToObj(i -> worker(home, "worker-" + (i + 1), lines.get(i).url(), slots))
            .toList();
  }

  /**
   * Two workers, whose lines repeat requests.
   *
   * @param seed draws which
   */
  static Installation create(long seed, InstantSource clock) throws IOException {
    LocalPostgres.requireInstalled();
    ChaosHome home = ChaosHome.create();
    Echo echo = new Echo(home.workersPort(), seed);
    Line one = Line.to(home.workersPort(), echo::heard, clock);
    Line other = Line.to(home.workersPort(), echo::heard, clock);
    return tidied(new Installation(home, echo, List.of(one, other), SLOTS));
  }

  /** One worker with a faithful line: what starts after a kill, it starts. */
  static Installation ofOneWorker(int slots, InstantSource clock) throws IOException {
    LocalPostgres.requireInstalled();
    ChaosHome home = ChaosHome.create();
    Line line = Line.to(home.workersPort(), request -> {}, clock);
    return tidied(new Installation(home, new Echo(home.workersPort(), 0), List.of(line), slots));
  }

  private static Installation tidied(Installation installation) {
    // Nothing is left after Ctrl C either.
    Runtime.getRuntime().addShutdownHook(new Thread(installation::close, "chaos-end"));
    return installation;
  }

  private static Part worker(ChaosHome home, String name, String server, int slots) {
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
                Integer.toString(slots),
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
