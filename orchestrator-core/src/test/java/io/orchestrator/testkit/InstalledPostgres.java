package io.orchestrator.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A throw-away server of the PostgreSQL before 18 that this machine has installed, with the
 * settings it was packaged with: others than those of the one that we embed. Debian has it as
 * {@code postgresql-15}.
 */
public final class InstalledPostgres implements AutoCloseable {
  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
  private static final int EMBEDDED = 18;
  private static final long PATIENCE_SECONDS = 120;

  private final Path programs;
  private final Path folder;
  private final int port;

  private InstalledPostgres(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** For {@code @EnabledIf}. */
  public static boolean isThere() {
    return programs().isPresent();
  }

  private static Optional<Path> programs() {
    if (!Files.isDirectory(PACKAGES)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(PACKAGES)) {
      return versions
          .filter(path -> version(path) < EMBEDDED)
          .max(Comparator.comparing(InstalledPostgres::version))
          .map(path -> path.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int version(Path folder) {
    String name = folder.getFileName().toString();
    return name.matches("\\d{1,4}") ? Integer.parseInt(name) : Integer.MAX_VALUE;
  }

  /**
   * @param settings beside those of the package
   */
  public static InstalledPostgres start(Map<String, String> settings) throws IOException {
    Path folder = Files.createTempDirectory("orchestrator-installed-pg");
    InstalledPostgres server = new InstalledPostgres(programs().orElseThrow(), folder, freePort());
    server.run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C");
    StringBuilder lines = new StringBuilder();
    settings.forEach((name, value) -> lines.append(name + " = '" + value + "'\n"));
    lines.append("port = " + server.port + "\nlisten_addresses = '127.0.0.1'\n");
    lines.append("unix_socket_directories = ''\n");
    Files.writeString(server.data().resolve("postgresql.auto.conf"), lines.toString());
    server.run("pg_ctl", "-w", "-l", server.log().toString(), "start");
    return server;
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("log");
  }

  /** The database {@code postgres}; its user has the same name and no password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  /** All that the server has written until now. */
  public String words() throws IOException {
    return Files.readString(log());
  }

  /** These programs refuse to work for root, who is nobody in a user namespace of its own. */
  private void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of("-D", data().toString()));
    command.addAll(List.of(arguments));
    Path words = folder.resolve(program + ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start();
    if (!ended(process) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(command + ":\n" + Files.readString(words));
    }
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    run("pg_ctl", "-w", "-m", "immediate", "stop");
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
