package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.RunKey;
import io.orchestrator.web.bench.chaos.History.Words;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Work, faults, peace, and the verdict; see {@link ChaosReport}. */
public final class Chaos {
  private static final String PAST = "chaos_past";
  private static final String LIVE = "chaos_live";
  private static final Instant FIRST_DAY = Instant.parse("2001-01-01T00:00:00Z");
  private static final int DAYS_PER_MINUTE = 12;
  private static final int DAGS = 11;
  private static final Duration START = Duration.ofMinutes(10);
  private static final Duration PEACE = Duration.ofMinutes(20);
  private final ChaosOptions options;
  private final InstantSource clock;
  private final Waiting waiting;

  /**
   * @param progress hears what is being done
   */
  public Chaos(ChaosOptions options, InstantSource clock, Consumer<String> progress) {
    this.options = options;
    this.clock = clock;
    this.waiting = new Waiting(clock, progress);
  }

  /** Starts a throw-away installation, harms it and judges it. It is left when it was faulty. */
  public ChaosReport run() throws IOException, InterruptedException, SQLException {
    Map<String, List<Instant>> dates = dates();
    // PostgreSQL's library calls it an error, at length, that a killed server does not stop.
    LoggingSystem.get(Chaos.class.getClassLoader()).setLogLevel("ROOT", LogLevel.OFF);
    try (Installation installation = Installation.create(options.seed() + 2, clock)) {
      ChaosHome home = installation.home();
      HistoryReader reader = new HistoryReader(home);
      waiting.say("seed " + options.seed() + ", home " + home.root());
      home.writeDags(
          "ChaosMix.java",
          Map.of(
              "@PAST_END@", last(dates, PAST).toString(),
              "@LIVE_START@", first(dates, LIVE).toString(),
              "@LIVE_END@", last(dates, LIVE).toString()));
      installation.start();
      waiting.until("all DAGs", START, () -> reader.dags() == DAGS);
      Faults faults = new Faults(installation, options.seed(), clock, waiting::say);
      Load load = new Load(home, options.seed() + 1);
      load.start();
      try {
        faults.run(options.length());
      } finally {
        load.end();
      }
      waiting.say("peace");
      History history = settled(installation, faults, load.acknowledged(), dates);
      List<Violation> violations = Judge.judge(history);
      if (!violations.isEmpty()) {
        installation.keep();
        waiting.say("left for a look: " + home.root());
      }
      Map<String, Integer> harm = new TreeMap<>(faults.counts());
      harm.putAll(installation.echo().counts());
      return report(history, harm, load, violations);
    }
  }

  /** What schedules must have made when all is over. */
  private Map<String, List<Instant>> dates() {
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    long minutes = options.length().toMinutes();
    return Map.of(
        PAST, series(FIRST_DAY, ChronoUnit.DAYS, DAYS_PER_MINUTE * minutes),
        LIVE, series(minute, ChronoUnit.MINUTES, minutes));
  }

  private static List<Instant> series(Instant first, ChronoUnit step, long steps) {
    return LongStream.rangeClosed(0, steps).mapToObj(n -> first.plus(n, step)).toList();
  }

  private static Instant first(Map<String, List<Instant>> dates, String dagId) {
    return dates.getOrDefault(dagId, List.of()).get(0);
  }

  private static Instant last(Map<String, List<Instant>> dates, String dagId) {
    List<Instant> all = dates.getOrDefault(dagId, List.of());
    return all.get(all.size() - 1);
  }

  /** Waits for the end of what was begun, and reads. */
  private History settled(
      Installation installation,
      Faults faults,
      Set<RunKey> acknowledged,
      Map<String, List<Instant>> dates)
      throws IOException, InterruptedException, SQLException {
    HistoryReader reader = new HistoryReader(installation.home());
    for (String dagId : dates.keySet()) {
      Instant last = last(dates, dagId);
      waiting.until(
          "the last date of " + dagId,
          PEACE,
          () -> {
            faults.revive();
            return reader.latestDate(dagId).filter(last::equals).isPresent();
          });
    }
    waiting.until(
        "the end of all runs",
        PEACE,
        () -> {
          faults.revive();
          return reader.open() == 0;
        });
    installation.echo().close();
    installation.stopWorkers();
    return reader.read(new History.Done(acknowledged, dates, faults.frozen()));
  }

  private ChaosReport report(
      History history, Map<String, Integer> harm, Load load, List<Violation> violations) {
    List<Words> words = history.words();
    return new ChaosReport(
        options,
        harm,
        new ChaosReport.Work(
            history.runs().size(),
            load.acknowledged().size(),
            load.ordered(),
            words.stream().filter(w -> w.what().equals("started")).count(),
            history.changes().size(),
            history.changes().stream()
                .filter(c -> c.event().startsWith("task.worker_lost"))
                .count(),
            history.logs().size()),
        violations);
  }
}
