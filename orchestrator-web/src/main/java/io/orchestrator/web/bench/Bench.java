package io.orchestrator.web.bench;

import io.orchestrator.web.bench.figures.BenchReport;
import io.orchestrator.web.bench.figures.ScenarioReport;
import io.orchestrator.web.bench.figures.Spread;
import io.orchestrator.web.bench.installation.Build;
import io.orchestrator.web.bench.installation.Ground;
import io.orchestrator.web.bench.installation.Installation;
import io.orchestrator.web.bench.installation.OutsideServer;
import io.orchestrator.web.bench.scenario.Scenario;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures scenarios, of two builds in turn if there are two: each turn on an installation of its
 * own that has just been started and is removed afterwards.
 */
public final class Bench {
  private final Plan plan;
  private final InstantSource clock;
  private final Consumer<String> progress;
  private final Map<String, Object> about = new LinkedHashMap<>();

  /**
   * What is measured.
   *
   * @param other is compared with; null for none
   * @param database where databases are made; null for the PostgreSQL that the product has with it
   * @param repetitions of each scenario, with each build
   */
  public record Plan(
      List<Scenario> scenarios,
      Build build,
      @Nullable Build other,
      @Nullable OutsideServer database,
      int repetitions) {}

  /**
   * @param clock tells when it was measured
   * @param progress hears what is being done
   */
  public Bench(Plan plan, InstantSource clock, Consumer<String> progress) {
    this.plan = plan;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Measures. Nothing is left of it, also after Ctrl C.
   *
   * @throws io.orchestrator.web.standalone.StartFailure when a part does not start
   */
  public BenchReport run() throws Exception {
    try (Ground ground = Ground.make(Optional.ofNullable(plan.database()))) {
      tellMachine(ground);
      List<ScenarioReport> reports = new ArrayList<>();
      for (Scenario scenario : plan.scenarios()) {
        reports.add(measure(scenario, ground));
      }
      about.put("load_average_at_end", load());
      return new BenchReport(about, reports);
    }
  }

  private void tellMachine(Ground ground) throws IOException, InterruptedException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    about.put("at", now.toString());
    about.put("java", System.getProperty("java.version"));
    about.put("cores", Runtime.getRuntime().availableProcessors());
    about.put("load_average_at_start", load());
    about.put("build", told(plan.build(), ground));
    Build other = plan.other();
    if (other != null) {
      about.put("other_build", told(other, ground));
    }
    OutsideServer database = plan.database();
    about.put("database_at", database == null ? "embedded" : database.place());
    about.put("repetitions", plan.repetitions());
  }

  private static String told(Build build, Ground ground) throws IOException, InterruptedException {
    return build.version(ground.root()) + " in " + build;
  }

  /** Of the last minute; how busy the machine is with other things. */
  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "unknown" : "%.2f".formatted(load);
  }

  private ScenarioReport measure(Scenario scenario, Ground ground) throws Exception {
    List<Map<String, Double>> ours = new ArrayList<>();
    List<Map<String, Double>> theirs = new ArrayList<>();
    Build other = plan.other();
    for (int turn = 1; turn <= plan.repetitions(); turn++) {
      ours.add(once(scenario, plan.build(), "this build", turn, ground));
      if (other != null) {
        theirs.add(once(scenario, other, "the other build", turn, ground));
      }
    }
    Map<String, Spread> spreads = ScenarioReport.spreads(ours);
    return new ScenarioReport(
        scenario.name(),
        spreads,
        ScenarioReport.spreads(theirs),
        scenario.gates(ScenarioReport.medians(spreads)));
  }

  private Map<String, Double> once(
      Scenario scenario, Build build, String whose, int turn, Ground ground) throws Exception {
    progress.accept(
        "%s, %s, turn %d of %d …".formatted(scenario.name(), whose, turn, plan.repetitions()));
    try (Installation installation = Installation.start(ground, build, scenario.needs())) {
      about.putIfAbsent("database", installation.database().about());
      return scenario.measure(installation);
    }
  }
}
