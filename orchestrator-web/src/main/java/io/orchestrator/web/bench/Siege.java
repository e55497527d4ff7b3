package io.orchestrator.web.bench;

import io.orchestrator.web.bench.BenchRuns.Chain;
import io.orchestrator.web.bench.SiegeReport.Side;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A chain that has to go on while the server is besieged by silent connections, logins and
 * triggers; see {@link SiegeReport} for what is measured.
 */
public final class Siege {
  static final int SILENT = 260;
  static final int LOGINS = 120;
  static final int TRIGGERS = 1_000;
  private static final String LOST =
      "select count(*) from audit where event like 'task.worker_lost%' or event = 'task.handed_back'";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final BenchOptions options;
  private final Duration length;
  private final Consumer<String> progress;

  /**
   * @param length of the siege, and of the peace before it
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
      progress.accept("Running chains of " + options.chain() + " tasks in peace …");
      Side peace = side(environment, runs, "peace");
      progress.accept("Running them under siege …");
      return besieged(environment, runs, peace);
    }
  }

  private SiegeReport besieged(BenchEnvironment environment, BenchRuns runs, Side peace)
      throws Exception {
    int port = Objects.requireNonNull(environment.server().getWebServer()).getPort();
    HttpRequest.Builder login = Besiegers.post(port, "/auth/token", environment.login());
    HttpRequest.Builder trigger =
        Besiegers.post(
                port, "/api/v2/dags/" + BenchDags.BESIEGED + "/dagRuns", "{\"logical_date\":null}")
            .header("Authorization", "Bearer " + token(login));
    SilentCrowd silent = new SilentCrowd(port, SILENT);
    Besiegers logins = new Besiegers(login, LOGINS);
    Besiegers triggers = new Besiegers(trigger, TRIGGERS);
    try (silent;
        logins;
        triggers) {
      triggers.awaitFirst();
      long heapAtStart = heap();
      Side siege = side(environment, runs, "siege");
      return new SiegeReport(
          options,
          peace,
          siege,
          new SiegeReport.Heap(heapAtStart, heap()),
          new SiegeReport.Besieged(
              silent.turnedAway(), text(logins.answers()), text(triggers.answers())));
    }
  }

  private static String text(Object answers) {
    String text = answers.toString();
    return text.substring(1, text.length() - 1);
  }

  private static String token(HttpRequest.Builder login) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(login.build(), BodyHandlers.ofString());
    return JSON.readTree(answer.body()).path("access_token").asString();
  }

  /** Chains, one after the other, as long as it lasts. */
  private Side side(BenchEnvironment environment, BenchRuns runs, String name) throws Exception {
    long lostBefore = lost(environment);
    List<Double> gaps = new ArrayList<>();
    List<Double> plans = new ArrayList<>();
    List<Double> claims = new ArrayList<>();
    long start = System.nanoTime();
    int chains = 0;
    while (System.nanoTime() - start < length.toNanos()) {
      Chain chain = runs.chain(name + "_" + chains);
      gaps.addAll(chain.gapsMs());
      plans.addAll(chain.planMs());
      claims.addAll(chain.claimMs());
      chains++;
    }
    return new Side(
        chains,
        Figures.percentile(gaps, 50),
        Figures.percentile(gaps, 99),
        Figures.percentile(plans, 99),
        Figures.percentile(claims, 99),
        lost(environment) - lostBefore);
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
