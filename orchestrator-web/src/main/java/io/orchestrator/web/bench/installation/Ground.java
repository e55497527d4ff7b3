package io.orchestrator.web.bench.installation;

import io.orchestrator.web.standalone.LocalPostgres;
import io.orchestrator.web.standalone.ThrowAwayFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What all installations of one benchmark share: a folder, and where their databases are. */
public final class Ground implements AutoCloseable {
  private static final long START_SECONDS = 10;
  private static final long END_SECONDS = 50;
  private final Path root;
  private final Optional<OutsideServer> server;
  private final Leftovers leftovers = new Leftovers();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<Build, Set<String>> unknownSettings = new HashMap<>();
  private int installations;

  private Ground(Path root, Optional<OutsideServer> server) {
    this.root = root;
    this.server = server;
  }

  /**
   * Nothing of it is left when this JVM is asked to end, either.
   *
   * @param server where databases are made; empty for a PostgreSQL of our own for each
   */
  public static Ground make(Optional<OutsideServer> server) throws IOException {
    if (server.isEmpty()) {
      LocalPostgres.requireInstalled();
    }
    Ground ground =
        new Ground(Files.createTempDirectory("orchestrator-bench").toAbsolutePath(), server);
    Thread maker = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ground.end(maker), "bench-end"));
    return ground;
  }

  /** The maker may be at a start, which is let go on: what has been started can be ended. */
  private void end(Thread maker) {
    leftovers.close();
    try {
      if (!closed.await(START_SECONDS, TimeUnit.SECONDS)) {
        maker.interrupt();
        if (!closed.await(END_SECONDS, TimeUnit.SECONDS)) {
          ThrowAwayFolder.remove(root);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** For what has no folder of its own. */
  public Path root() {
    return root;
  }

  Leftovers leftovers() {
    return leftovers;
  }

  /** Settings that a build has refused: it is older than they are. */
  Set<String> unknownSettings(Build build) {
    return unknownSettings.computeIfAbsent(build, b -> new HashSet<>());
  }

  Path newHome() throws IOException {
    installations++;
    return Files.createDirectories(root.resolve("home-" + installations));
  }

  /** An empty database for something else than an installation; it goes with the ground. */
  public BenchDatabase database() throws IOException, SQLException {
    return leftovers.keep(newDatabase(newHome(), Installation.freePort()));
  }

  BenchDatabase newDatabase(Path home, int port) throws SQLException {
    return server.isPresent()
        ? BenchDatabase.on(
            server.get(),
            "orchestrator_bench_" + ProcessHandle.current().pid() + "_" + installations)
        : BenchDatabase.embedded(home, root.resolve("programs"), port);
  }

  @Override
  public void close() {
    leftovers.close();
    if (closed.getCount() > 0) {
      ThrowAwayFolder.remove(root);
      closed.countDown();
    }
  }
}
