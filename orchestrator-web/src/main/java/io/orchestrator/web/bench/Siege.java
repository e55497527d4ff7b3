package io.orchestrator.web.bench;

import io.orchestrator.web.bench.SiegeReport.Side;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A chain that has to go on while the server is besieged by silent connections, logins and
 * triggers; see {@link SiegeReport} for what is measured. Peace and siege take turns, so that both
 * meet the machine in the same mood.
 */
public final class Siege {
  static final int SILENT = 260;
  static final int LOGINS = 120;
  static final int TRIGGERS = 1_000;
  private static final Duration ROUND = Duration.ofSeconds(20);
  private static final String LOST =
      "select count(*) from audit where event like 'task.worker_lost%' or event = 'task.handed_back'";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final BenchOptions options;
  private final Duration length;
  private final Consumer<String> progress;

  /**
   * @param length of the sieges together, and of the peace before them
   * @param progress hears what is being done
   */
  public Siege(BenchOptions options, Duration length, Consumer<String> progress) {
    this.options = options;
    this.length = length;
    this.progress = progress;
  }

  /** Starts a throw-away installation, measures and removes it again. */
  public SiegeReport run() throws Exception {
    progress.accept("Starting a throw-away PostgreSQL, server and worker …");
    try (BenchEnvironment environment = new BenchEnvironment(options)) {
      BenchRuns runs = new BenchRuns(environment);
      runs.awaitReady();
      progress.accept("Warming up …");
      runs.rate(-1, options.runs());
      runs.chain("warm_up");
      return rounds(environment, runs);
    }
  }

  private SiegeReport rounds(BenchEnvironment environment, BenchRuns runs) throws Exception {
    int port = Objects.requireNonNull(environment.server().getWebServer()).getPort();
    String token = token(port, environment.login());
    long rounds = Math.max(1, Math.round((double) length.toMillis() / ROUND.toMillis()));
    Duration each = length.dividedBy(rounds);
    Side peace = new Side();
    Side siege = new Side();
    List<Long> heaps = new ArrayList<>();
    Map<String, Long> besiegers = Map.of();
    for (int round = 1; round <= rounds; round++) {
      progress.accept("Round %d of %d: peace, then siege …".formatted(round, rounds));
      measure(environment, runs, "peace_" + round, each, peace);
      try (Besieged besieged = Besieged.begin(port, environment.login(), token, besiegers)) {
        measure(environment, runs, "siege_" + round, each, siege);
        heaps.add(heap());
        besiegers = besieged.end();
      }
      // Peace has come when nothing is left of the siege.
      runs.awaitEnd(BenchDags.BESIEGED);
    }
    return new SiegeReport(options, peace, siege, heaps, besiegers);
  }

  private static String token(int port, String login) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(Besiegers.post(port, "/auth/token", login).build(), BodyHandlers.ofString());
    return JSON.readTree(answer.body()).path("access_token").asString();
  }

  /** Chains, one after the other, as long as it lasts. */
  private static void measure(
      BenchEnvironment environment, BenchRuns runs, String name, Duration length, Side side)
      throws Exception {
    long lostBefore = lost(environment);
    long start = System.nanoTime();
    for (int chain = 0; System.nanoTime() - start < length.toNanos(); chain++) {
      side.add(runs.chain(name + "_" + chain));
    }
    side.addLost(lost(environment) - lostBefore);
  }

  private static long lost(BenchEnvironment environment) throws SQLException {
    try (Connection connection = environment.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(LOST)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Bytes that are still reachable. */
  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
