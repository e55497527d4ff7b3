package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.Words;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Work, faults, peace, and the verdict; see {@link ChaosReport}. */
public final class Chaos {
  private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 1);
  private static final int DAYS_PER_MINUTE = 12;
  private static final int DAGS = 10;
  private static final Duration START = Duration.ofMinutes(10);
  private static final Duration PEACE = Duration.ofMinutes(20);
  private final ChaosOptions options;
  private final InstantSource clock;
  private final Consumer<String> progress;

  /**
   * @param progress hears what is being done
   */
  public Chaos(ChaosOptions options, InstantSource clock, Consumer<String> progress) {
    this.options = options;
    this.clock = clock;
    this.progress = progress;
  }

  /** Starts a throw-away installation, harms it and judges it. It is left when it was faulty. */
  public ChaosReport run() throws IOException, InterruptedException, SQLException {
    Instant liveStart = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    LocalDate lastDay = FIRST_DAY.plusDays(DAYS_PER_MINUTE * options.length().toMinutes());
    // PostgreSQL's library calls it an error, at length, that a killed server does not stop.
    LoggingSystem.get(Chaos.class.getClassLoader()).setLogLevel("ROOT", LogLevel.OFF);
    try (Installation installation = Installation.create()) {
      ChaosHome home = installation.home();
      HistoryReader reader = new HistoryReader(home);
      say("seed " + options.seed() + ", home " + home.root());
      home.writeDags(
          Map.of("@PAST_END@", lastDay.toString(), "@LIVE_START@", liveStart.toString()));
      installation.start();
      await("all DAGs", START, () -> reader.dags() == DAGS);
      Faults faults = new Faults(installation, options.seed(), this::say);
      Load load = new Load(home, options.seed() + 1);
      load.start();
      try {
        faults.run(options.length());
      } finally {
        load.end();
      }
      say("peace");
      History history = settled(installation, faults, load, liveStart, lastDay);
      List<Violation> violations = Judge.judge(history);
      if (!violations.isEmpty()) {
        installation.keep();
        say("left for a look: " + home.root());
      }
      return report(history, faults, load, violations);
    }
  }

  /** Waits for the end of what was begun, stops what goes on for ever, and reads. */
  private History settled(
      Installation installation, Faults faults, Load load, Instant liveStart, LocalDate lastDay)
      throws IOException, InterruptedException, SQLException {
    HistoryReader reader = new HistoryReader(installation.home());
    Instant past = lastDay.atStartOfDay(ZoneOffset.UTC).toInstant();
    ServerCalls calls = new ServerCalls(installation.home().url());
    await(
        "the last day of the past",
        PEACE,
        () -> {
          faults.revive();
          return reader.latestDate("chaos_past").filter(past::equals).isPresent();
        });
    await("a pause of chaos_live", PEACE, () -> paused(calls));
    await(
        "the end of all runs",
        PEACE,
        () -> {
          faults.revive();
          return reader.open() == 0;
        });
    installation.stopWorkers();
    Instant liveEnd = reader.latestDate("chaos_live").orElse(liveStart);
    return reader.read(
        load.acknowledged(),
        Map.of(
            "chaos_past",
            FIRST_DAY
                .datesUntil(lastDay.plusDays(1))
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .toList(),
            "chaos_live",
            Stream.iterate(
                    liveStart, at -> !at.isAfter(liveEnd), at -> at.plus(1, ChronoUnit.MINUTES))
                .toList()));
  }

  private static boolean paused(ServerCalls calls) throws InterruptedException {
    return calls
        .send("PATCH", "/api/v2/dags/chaos_live", Map.of("is_paused", true))
        .filter(status -> status == 200)
        .isPresent();
  }

  private ChaosReport report(
      History history, Faults faults, Load load, List<Violation> violations) {
    List<Words> words = history.words();
    return new ChaosReport(
        options,
        faults.counts(),
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

  /**
   * Asks again and again; a question that fails is asked again, too. What never comes is judged.
   */
  private void await(String what, Duration most, Callable<Boolean> question)
      throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    String answer = "no";
    while (System.nanoTime() < end) {
      try {
        if (question.call()) {
          return;
        }
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        answer = String.valueOf(e.getMessage());
      }
      TimeUnit.SECONDS.sleep(1);
    }
    say("waited " + most.toSeconds() + " s in vain for " + what + "; the last answer: " + answer);
  }

  private void say(String words) {
    progress.accept(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + words);
  }
}
