package io.orchestrator.web.standalone;

import io.orchestrator.web.config.DoubleUnderscoreEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.ApplicationContext;

/** How each part of a standalone is configured and started. */
final class StandaloneParts {
  static final String LOG_BUCKET = "orchestrator-logs";
  private static final String REGION = "eu-central-1";
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PASSWORD_BYTES = 18;
  private static final int SECRET_BYTES = 48;
  private static final long LOCAL_AWS_SECONDS = 30;

  private final OrchestratorHome home;
  private final StandaloneOptions options;
  private final Map<String, String> environment;
  private final int webPort;
  private final int workersPort;
  private final int postgresPort;
  private final int s3Port;
  private final int athenaPort;
  private final String postgresPassword;
  private final String workerToken;
  private final LocalAwsKeys keys;

  /**
   * @param environment may change settings, but not what the parts of a standalone agree on
   */
  StandaloneParts(
      OrchestratorHome home,
      StandaloneOptions options,
      int webPort,
      Ports ports,
      Map<String, String> environment) {
    this.home = home;
    this.environment = environment;
    this.options = options;
    this.webPort = webPort;
    this.workersPort = ports.keptIfFree("workers");
    this.postgresPort = ports.keptOrFree("postgres");
    this.s3Port = ports.keptIfFree("s3");
    this.athenaPort = ports.keptIfFree("athena");
    this.postgresPassword =
        SecretFile.readOrCreate(home.secret("postgres-password"), PASSWORD_BYTES);
    this.workerToken = SecretFile.readOrCreate(home.secret("worker-token"), SECRET_BYTES);
    this.keys = LocalAwsKeys.readOrCreate(home.secret("local-aws"));
  }

  int postgresPort() {
    return postgresPort;
  }

  String postgresPassword() {
    return postgresPassword;
  }

  Path dagFolder() {
    return options.dags().orElse(home.dags()).toAbsolutePath().normalize();
  }

  /** Starts local AWS and waits until it answers with its addresses. */
  Process startLocalAws() throws IOException {
    // The log bucket is a folder of the store, so that the first probe finds it.
    Files.createDirectories(home.localAws().resolve("s3").resolve(LOG_BUCKET));
    if (options.examples()) {
      ExampleSetup.events(home.localAws().resolve("s3"));
    }
    Process process =
        new ChildJvm(
                "io.orchestrator.localaws.LocalAwsMain",
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of(
                    "--folder", home.localAws().toString(),
                    "--s3-port", Integer.toString(s3Port),
                    "--athena-port", Integer.toString(athenaPort)),
                Map.of(
                    "LOCAL_AWS_ACCESS_KEY",
                    keys.accessKey(),
                    "LOCAL_AWS_SECRET_KEY",
                    keys.secretKey()))
            .start(home.logs().resolve("local-aws.log"), home.temporary("local-aws"));
    awaitFirstLine(process);
    return process;
  }

  Process startWorker() throws IOException {
    Map<String, String> settings = new HashMap<>(localLogs());
    settings.put("ORCHESTRATOR__EXECUTION__WORKER_TOKEN", workerToken);
    Process process =
        ChildJvm.worker(
                List.of("-Xmx1g", "-XX:+UseSerialGC"),
                List.of(
                    "--server",
                    url(workersPort),
                    "--spool",
                    home.spool().toString(),
                    "--die-with-parent"),
                settings)
            .start(home.logs().resolve("worker.log"), home.temporary("worker"));
    process.getInputStream().close();
    return process;
  }

  /** What the environment may change. */
  Map<String, Object> serverSettings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("orchestrator.dags.folder", dagFolder().toString());
    settings.put("orchestrator.dags.jars", home.jars().toString());
    if (options.examples()) {
      settings.put("orchestrator.dags.examples", examples().toString());
    }
    settings.put("orchestrator.database.url", LocalPostgres.jdbcUrl(postgresPort));
    settings.put("orchestrator.database.username", LocalPostgres.USER);
    settings.put("orchestrator.database.password", postgresPassword);
    settings.put(
        "orchestrator.security.secret-key",
        SecretFile.readOrCreate(home.secret("secret-key"), SECRET_BYTES));
    settings.put(
        "orchestrator.security.encryption-key-file", home.secret("encryption-key.json").toString());
    settings.put("server.tomcat.basedir", home.temporary("server").toString());
    settings.put("logging.file.name", home.serverLog().toString());
    settings.put("logging.threshold.console", options.verbose() ? "INFO" : "OFF");
    settings.putAll(DoubleUnderscoreEnvironment.settings(environment));
    return settings;
  }

  /** What the worker and the banner say too: nothing may override it. */
  Map<String, Object> agreed() {
    Map<String, Object> settings = new HashMap<>(DoubleUnderscoreEnvironment.settings(localLogs()));
    settings.put("orchestrator.logs.spool", home.spool().toString());
    settings.put("orchestrator.execution.worker-token", workerToken);
    settings.put("orchestrator.execution.host", LOOPBACK);
    settings.put("orchestrator.execution.port", Integer.toString(workersPort));
    settings.put(
        "orchestrator.security.admin-password",
        SecretFile.readOrCreate(home.adminPassword(), PASSWORD_BYTES));
    // A free one was chosen.
    settings.put("orchestrator.web.port", Integer.toString(webPort));
    return settings;
  }

  /** What the examples need beside the code: data in the landing folder, connection, variable. */
  void prepare(ApplicationContext server) {
    ExampleSetup setup = new ExampleSetup(server);
    setup.localAwsConnection(url(s3Port), url(athenaPort), REGION, keys);
    if (options.examples()) {
      setup.flights(home.landing().resolve("flights"));
    }
  }

  Map<String, String> urls() {
    Map<String, String> urls = new LinkedHashMap<>();
    urls.put("web", url(webPort));
    urls.put("api", url(webPort) + "/api/v2");
    urls.put("postgres", LocalPostgres.jdbcUrl(postgresPort));
    urls.put("s3", url(s3Port));
    urls.put("athena", url(athenaPort));
    return urls;
  }

  Map<String, Integer> ports() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("web", webPort);
    ports.put("workers", workersPort);
    ports.put("postgres", postgresPort);
    ports.put("s3", s3Port);
    ports.put("athena", athenaPort);
    return ports;
  }

  Map<String, String> credentialFiles() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("admin_password", home.adminPassword().toString());
    files.put("postgres_password", home.secret("postgres-password").toString());
    files.put("aws_credentials", home.secret("local-aws").toString());
    return files;
  }

  /**
   * Logs go to local S3, unless the environment names another place: then all settings of logs come
   * from there.
   */
  private Map<String, String> localLogs() {
    String prefix = "ORCHESTRATOR__LOGS__";
    if (environment.containsKey(prefix + "REMOTE")) {
      return Map.of();
    }
    return Map.of(
        prefix + "REMOTE", "s3://" + LOG_BUCKET + "/tasks",
        prefix + "ENDPOINT", url(s3Port),
        prefix + "REGION", REGION,
        prefix + "ACCESS_KEY", keys.accessKey(),
        prefix + "SECRET_KEY", keys.secretKey());
  }

  private static String url(int port) {
    return "http://" + LOOPBACK + ":" + port;
  }

  private static Path examples() {
    String app = System.getenv("ORCHESTRATOR_APP");
    Path folder = Path.of(app == null ? "orchestrator-web/target/app" : app).resolve("examples");
    return folder.toAbsolutePath();
  }

  private static void awaitFirstLine(Process process) throws IOException {
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    try {
      String line =
          CompletableFuture.supplyAsync(
                  () -> read(reader), task -> new Thread(task, "first-line").start())
              .get(LOCAL_AWS_SECONDS, TimeUnit.SECONDS);
      if (line.isEmpty()) {
        throw new IOException("local AWS ended with code " + process.waitFor());
      }
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("local AWS did not answer within " + LOCAL_AWS_SECONDS + " s", e);
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      process.destroyForcibly();
      throw new IOException("local AWS did not start: " + e.getMessage(), e);
    }
  }

  private static String read(BufferedReader reader) {
    try {
      String line = reader.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
