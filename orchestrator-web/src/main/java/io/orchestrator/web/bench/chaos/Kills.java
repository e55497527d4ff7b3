package io.orchestrator.web.bench.chaos;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Kills server, worker and database in turn while they work at full rate, starts each again at
 * once, and judges what is left and how soon work goes on; see {@link KillsReport}.
 */
public final class Kills {
  private static final int SLOTS = 16;
  private static final Duration START = Duration.ofMinutes(10);
  private static final Duration WORK = Duration.ofMinutes(3);
  private static final Duration PEACE = Duration.ofMinutes(20);

  /** Between the return of one part and the kill of the next: work flows again. */
  private static final long FLOW_SECONDS = 3;

  private static final long LOOK_MILLIS = 100;
  private final int kills;
  private final InstantSource clock;
  private final Waiting waiting;

  /**
   * @param kills how many in all
   * @param progress hears what is being done
   */
  public Kills(int kills, InstantSource clock, Consumer<String> progress) {
    this.kills = kills;
    this.clock = clock;
    this.waiting = new Waiting(clock, progress);
  }

  /** Starts a throw-away installation, harms it and judges it. It is left when it was faulty. */
  public KillsReport run()
      throws IOException, InterruptedException, ExecutionException, SQLException {
    // PostgreSQL's library calls it an error, at length, that a killed server does not stop.
    LoggingSystem.get(Kills.class.getClassLoader()).setLogLevel("ROOT", LogLevel.OFF);
    try (Installation installation = Installation.ofOneWorker(SLOTS, clock)) {
      ChaosHome home = installation.home();
      waiting.say("home " + home.root());
      home.writeDags("ChaosRate.java", Map.of());
      installation.start();
      HistoryReader reader = new HistoryReader(home);
      Reach reach = new Reach(installation, clock, waiting);
      waiting.until("the DAG", START, () -> reader.dags() == 1 && reach.serverIsReady());
      Faults faults = new Faults(installation, 0, clock, waiting::say);
      RateLoad load = new RateLoad(home);
      Map<String, Object> about = about();
      List<Returned> returns = new ArrayList<>();
      load.start();
      try {
        for (int kill = 0; kill < kills; kill++) {
          String part = KillsReport.PARTS.get(kill % KillsReport.PARTS.size());
          waiting.until("work to do", WORK, load::busy);
          returns.add(kill(part, installation, faults, reach));
          TimeUnit.SECONDS.sleep(FLOW_SECONDS);
        }
      } finally {
        load.end();
      }
      return judged(installation, faults, load, returns, about);
    }
  }

  private Map<String, Object> about() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("at", clock.instant().toString());
    all.put("cores", Runtime.getRuntime().availableProcessors());
    all.put("load_average_at_start", load());
    all.put("kills", kills);
    return all;
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private Returned kill(String name, Installation installation, Faults faults, Reach reach)
      throws IOException, InterruptedException, ExecutionException {
    Part part =
        switch (name) {
          case "server" -> installation.server();
          case "worker" -> installation.workers().get(0);
          default -> installation.database();
        };
    waiting.say("kill " + name);
    part.kill();
    Instant killed = clock.instant();
    FutureTask<Optional<Instant>> connected = new FutureTask<>(() -> reach.connected(name, killed));
    new Thread(connected, "kills-" + name).start();
    part.start();
    while (!connected.isDone()) {
      faults.revive();
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    Returned returned = new Returned(name, killed, connected.get().orElse(null));
    waiting.say("%s was away for %s s".formatted(name, returned.awaySeconds().orElse(null)));
    return returned;
  }

  private KillsReport judged(
      Installation installation,
      Faults faults,
      RateLoad load,
      List<Returned> returns,
      Map<String, Object> about)
      throws IOException, InterruptedException, SQLException {
    HistoryReader reader = new HistoryReader(installation.home());
    waiting.say("peace");
    waiting.until(
        "the end of all runs",
        PEACE,
        () -> {
          faults.revive();
          return reader.open() == 0;
        });
    installation.stopWorkers();
    about.put("load_average_at_end", load());
    about.put("ended_by_themselves", faults.counts());
    History history = reader.read(new History.Done(load.acknowledged(), Map.of(), faults.frozen()));
    List<Violation> violations = KillRules.judge(history, returns, RateLoad.TASKS);
    if (!violations.isEmpty()) {
      installation.keep();
      waiting.say("left for a look: " + installation.home().root());
    }
    return KillsReport.of(about, history, returns, violations);
  }
}
