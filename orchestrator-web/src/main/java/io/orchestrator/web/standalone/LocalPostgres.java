package io.orchestrator.web.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL of a standalone: real, durable, on loopback, with a password. Its port is fixed so
 * that a server orphaned by {@code kill -9} is found and adopted.
 */
public final class LocalPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
  private static final String LIBRARY = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";
  private static final int START_TRIES = 4;
  private static final String DATABASE = "postgres";
  public static final String USER = "postgres";

  private final EmbeddedPostgres server;
  private final Path folder;
  private final int port;

  /**
   * Where its data and its unpacked programs are kept.
   *
   * @param programs where its programs are unpacked at the first start
   */
  public record Folders(Path data, Path programs) {}

  private LocalPostgres(EmbeddedPostgres server, Path folder, int port) {
    this.server = server;
    this.folder = folder;
    this.port = port;
  }

  /**
   * @throws StartFailure when the libraries of the local parts were left out
   */
  public static void requireInstalled() {
    try {
      Class.forName(LIBRARY, false, LocalPostgres.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new StartFailure(
          "This installation is without the local PostgreSQL, S3 and Athena, as the image is.",
          "It runs `server` and `worker`. For this command use the whole product.",
          e);
    }
  }

  /** Starts, or adopts, the server. A killed server's lock may linger: tried again a few times. */
  public static LocalPostgres start(Folders folders, int port, String password, Path log) {
    Path folder = folders.data();
    boolean fresh = !Files.exists(folder.resolve("PG_VERSION"));
    for (int failures = 1; ; failures++) {
      try {
        LocalPostgres postgres =
            new LocalPostgres(builder(folders, port, password, log).start(), folder, port);
        postgres.requirePassword(password);
        return postgres;
      } catch (IOException | IllegalStateException e) {
        if (failures == START_TRIES || fresh) {
          throw new StartFailure(
              "PostgreSQL did not start in " + folder + ".",
              "Its own words are in "
                  + log
                  + ". A database elsewhere can be used instead: "
                  + "ORCHESTRATOR__DATABASE__URL=jdbc:postgresql://host/db",
              e);
        }
        LOG.info("PostgreSQL did not start ({}); trying again in 2 s", e.getMessage());
        pause();
      }
    }
  }

  public static String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  int port() {
    return port;
  }

  /** The postmaster, while it lives. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid()).filter(ProcessHandle::isAlive);
  }

  /** The postmaster's process id, as it wrote it; 0 when it has gone. */
  public long pid() {
    Path file = folder.resolve("postmaster.pid");
    try {
      return Files.exists(file) ? Long.parseLong(Files.readAllLines(file).get(0).strip()) : 0;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.warn("PostgreSQL (pid {}) did not stop cleanly: {}", pid(), e.getMessage());
    }
  }

  private static EmbeddedPostgres.Builder builder(
      Folders folders, int port, String password, Path log) throws IOException {
    // The library makes the folder itself writable for all, so the one above it is closed to them.
    Path programs = OrchestratorHome.ownerOnlyFolder(folders.programs()).resolve("postgres");
    return EmbeddedPostgres.builder()
        .setDataDirectory(folders.data())
        .setOverrideWorkingDirectory(programs.toFile())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPort(port)
        .setConnectConfig("password", password)
        .setPGStartupWait(Duration.ofSeconds(20))
        // The library's defaults trade durability for speed; ours is a database people trust.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        // No socket in the folder for temporary files.
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "60")
        .setServerConfig("shared_buffers", "128MB")
        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  /** A fresh cluster trusts loopback; from here on it asks for the password. */
  private void requirePassword(String password) throws IOException {
    Path hba = folder.resolve("pg_hba.conf");
    String rules = "host all all 127.0.0.1/32 scram-sha-256\n";
    if (Files.readString(hba).equals(rules)) {
      return;
    }
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("ALTER ROLE postgres PASSWORD '" + password.replace("'", "''") + "'");
      Files.writeString(hba, rules);
      statement.execute("SELECT pg_reload_conf()");
    } catch (SQLException e) {
      throw new IOException("setting the password failed: " + e.getMessage(), e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("The start was interrupted.", "Start again.", e);
    }
  }
}
