package io.orchestrator.peers;

import com.zaxxer.hikari.HikariDataSource;
import io.orchestrator.model.ExactJson;
import io.orchestrator.web.bench.figures.BenchReport;
import io.orchestrator.web.bench.figures.ScenarioReport;
import io.orchestrator.web.bench.installation.BenchDatabase;
import io.orchestrator.web.bench.installation.Ground;
import io.orchestrator.web.bench.installation.OutsideServer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import tools.jackson.databind.SerializationFeature;

/**
 * Measures other engines, each in this process and on an empty database of its own, and prints the
 * JSON that the product's benchmark prints: a scenario for each engine, with the same names.
 */
public final class PeersMain {
  private static final int CONNECTIONS = 20;
  private final Map<String, Start> peers = new LinkedHashMap<>();

  /** Starts an engine. */
  @FunctionalInterface
  private interface Start {
    Peer on(DataSource database) throws Exception;
  }

  private PeersMain() {
    peers.put("dbos", DbosPeer::new);
    peers.put("db-scheduler", database -> new DbSchedulerPeer(database, InstantSource.system()));
    peers.put("quartz", QuartzPeer::new);
  }

  /**
   * Measures.
   *
   * @param args how often, 5 by default; then the URL of a PostgreSQL that is there, one of our own
   *     by default
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    int repetitions = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Map<String, String> environment = System.getenv();
    Optional<OutsideServer> server =
        args.length > 1
            ? Optional.of(
                new OutsideServer(
                    args[1],
                    environment.getOrDefault("ORCHESTRATOR__DATABASE__USERNAME", "postgres"),
                    environment.getOrDefault("ORCHESTRATOR__DATABASE__PASSWORD", "")))
            : Optional.empty();
    BenchReport report = new PeersMain().measure(repetitions, server);
    System.out.println(
        ExactJson.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(report.toMap()));
  }

  private BenchReport measure(int repetitions, Optional<OutsideServer> server) throws Exception {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("java", System.getProperty("java.version"));
    about.put("cores", Runtime.getRuntime().availableProcessors());
    about.put("repetitions", repetitions);
    Map<String, List<Map<String, Double>>> turns = new LinkedHashMap<>();
    try (Ground ground = Ground.make(server)) {
      for (int turn = 0; turn < repetitions; turn++) {
        for (Map.Entry<String, Start> peer : peers.entrySet()) {
          BenchDatabase database = ground.database();
          about.putIfAbsent("database", database.about());
          turns
              .computeIfAbsent(peer.getKey(), name -> new ArrayList<>())
              .add(once(peer.getValue(), database));
        }
      }
    }
    List<ScenarioReport> reports = new ArrayList<>();
    turns.forEach(
        (name, each) ->
            reports.add(
                new ScenarioReport(name, ScenarioReport.spreads(each), Map.of(), Map.of())));
    return new BenchReport(about, reports);
  }

  private static Map<String, Double> once(Start start, BenchDatabase database) throws Exception {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(database.url());
      pool.setUsername(database.username());
      pool.setPassword(database.password());
      pool.setMaximumPoolSize(CONNECTIONS);
      try (Peer peer = start.on(pool)) {
        return new PeerBench(peer, database).measure();
      }
    }
  }
}
