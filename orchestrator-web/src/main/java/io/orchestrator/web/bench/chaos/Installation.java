package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.standalone.ChildJvm;
import io.orchestrator.web.standalone.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL, a server and two workers, each in a process of its own. */
final class Installation implements AutoCloseable {
  private static final String SLOTS = "8";
  private final ChaosHome home;
  private final Part.Database database;
  private final Part.Jvm server;
  private final List<Part> workers;
  private boolean kept;
  private boolean closed;

  private Installation(ChaosHome home) {
    this.home = home;
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
                    "-Dserver.tomcat.basedir=" + home.root().resolve("tmp/tomcat"),
                    "-Dlogging.file.name=" + home.root().resolve("server-log.txt"),
                    "-Dlogging.threshold.console=OFF"),
                List.of("server"),
                home.serverSettings()));
    this.workers = List.of(worker(home, "worker-1"), worker(home, "worker-2"));
  }

  static Installation create() throws IOException {
    LocalPostgres.requireInstalled();
    Installation installation = new Installation(ChaosHome.create());
    // Nothing is left after Ctrl C either.
    Runtime.getRuntime().addShutdownHook(new Thread(installation::close, "chaos-end"));
    return installation;
  }

  private static Part worker(ChaosHome home, String name) {
    return new Part.Jvm(
        name,
        home,
        new ChildJvm(
            "io.orchestrator.worker.WorkerMain",
            List.of("-Xmx384m", "-XX:+UseSerialGC"),
            List.of(
                "--server",
                home.workersUrl(),
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
    workers.forEach(Part::kill);
    server.kill();
    database.stop();
    if (!kept) {
      remove(home.root());
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " could not be removed.", e);
    }
  }
}
