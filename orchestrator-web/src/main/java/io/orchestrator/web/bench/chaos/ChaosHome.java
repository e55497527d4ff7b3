package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.standalone.LocalPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The folder of a throw-away installation, and what its parts are told.
 *
 * @param root everything is below it
 */
record ChaosHome(Path root, int databasePort, int webPort, int workersPort) {
  static final String PASSWORD = "chaos";
  private static final String SECRET = "chaos-secret-of-a-throw-away-home";

  static ChaosHome create() throws IOException {
    Path root = Files.createTempDirectory("orchestrator-chaos").toAbsolutePath();
    for (String folder : List.of("dags", "locks", "flags")) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.createFile(root.resolve("witness.tsv"));
    return new ChaosHome(root, freePort(), freePort(), freePort());
  }

  /**
   * Writes the DAGs; their programs find their common part beside the witness file.
   *
   * @param file of the resources
   * @param values by what stands for them in it
   */
  void writeDags(String file, Map<String, String> values) throws IOException {
    Files.writeString(root.resolve("witness.sh"), resource("witness.sh"));
    String dags = resource(file).replace("@CHAOS@", root.toString());
    for (Map.Entry<String, String> value : values.entrySet()) {
      dags = dags.replace(value.getKey(), value.getValue());
    }
    Files.writeString(root.resolve("dags").resolve(file), dags);
  }

  String url() {
    return "http://127.0.0.1:" + webPort;
  }

  Path witness() {
    return root.resolve("witness.tsv");
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path spool() {
    return root.resolve("spool");
  }

  LocalPostgres.Folders databaseFolders() {
    return new LocalPostgres.Folders(root.resolve("postgres"), root.resolve("programs"));
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        LocalPostgres.jdbcUrl(databasePort), LocalPostgres.USER, PASSWORD);
  }

  /** The server's settings. */
  Map<String, String> serverSettings() {
    Map<String, String> settings = new HashMap<>(workerSettings());
    settings.put("ORCHESTRATOR__DAGS__FOLDER", root.resolve("dags").toString());
    settings.put("ORCHESTRATOR__DAGS__JARS", root.resolve("jars").toString());
    settings.put("ORCHESTRATOR__DATABASE__URL", LocalPostgres.jdbcUrl(databasePort));
    settings.put("ORCHESTRATOR__DATABASE__USERNAME", LocalPostgres.USER);
    settings.put("ORCHESTRATOR__DATABASE__PASSWORD", PASSWORD);
    settings.put("ORCHESTRATOR__EXECUTION__LEASE", Patience.LEASE.toSeconds() + "s");
    settings.put("ORCHESTRATOR__EXECUTION__PORT", Integer.toString(workersPort));
    settings.put("ORCHESTRATOR__SCHEDULER__TRIGGERS_PER_MINUTE", "0");
    settings.put("ORCHESTRATOR__LOGS__SPOOL", spool().toString());
    settings.put("ORCHESTRATOR__SECURITY__SECRET_KEY", SECRET);
    settings.put("ORCHESTRATOR__SECURITY__ADMIN_PASSWORD", PASSWORD);
    settings.put(
        "ORCHESTRATOR__SECURITY__ENCRYPTION_KEY_FILE", root.resolve("encryption-key").toString());
    settings.put("ORCHESTRATOR__WEB__PORT", Integer.toString(webPort));
    return settings;
  }

  Map<String, String> workerSettings() {
    return Map.of(
        "ORCHESTRATOR__EXECUTION__WORKER_TOKEN",
        SECRET,
        "ORCHESTRATOR__LOGS__REMOTE",
        logs().toUri().toString());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ChaosHome.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
