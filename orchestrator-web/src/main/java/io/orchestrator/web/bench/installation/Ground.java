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

/** What all installations of one benchmark share: a folder, and where their databases are. */
public final class Ground implements AutoCloseable {
  private final Path root;
  private final Optional<OutsideServer> server;
  private final Leftovers leftovers;
  private final Map<Build, Set<String>> unknownSettings = new HashMap<>();
  private int installations;

  private Ground(Path root, Optional<OutsideServer> server, Leftovers leftovers) {
    this.root = root;
    this.server = server;
    this.leftovers = leftovers;
  }

  /**
   * @param server where databases are made; empty for a PostgreSQL of our own for each
   */
  public static Ground make(Optional<OutsideServer> server) throws IOException {
    if (server.isEmpty()) {
      LocalPostgres.requireInstalled();
    }
    Leftovers leftovers = Leftovers.untilExit();
    Path root = Files.createTempDirectory("orchestrator-bench").toAbsolutePath();
    leftovers.keep(() -> ThrowAwayFolder.remove(root));
    return new Ground(root, server, leftovers);
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
  }
}
