package io.orchestrator.web.cli;

import io.orchestrator.model.NearestNames;
import io.orchestrator.web.bench.Bench;
import io.orchestrator.web.bench.BenchOptions;
import io.orchestrator.web.bench.Siege;
import io.orchestrator.web.bench.chaos.Chaos;
import io.orchestrator.web.bench.chaos.ChaosOptions;
import io.orchestrator.web.bench.chaos.ChaosReport;
import io.orchestrator.web.bench.chaos.Kills;
import io.orchestrator.web.bench.chaos.KillsReport;
import io.orchestrator.web.bench.figures.BenchReport;
import io.orchestrator.web.bench.installation.Build;
import io.orchestrator.web.bench.installation.OutsideServer;
import io.orchestrator.web.bench.scenario.ScenarioOptions;
import io.orchestrator.web.bench.scenario.Scenarios;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orchestrator bench}: how fast the product is on this machine. */
@Command(
    name = "bench",
    description = {
      "Measure the product on throw-away installations, beside what this machine's PostgreSQL commits;",
      "with --against, in turn with another build. Leaves nothing."
    },
    footer = {
      "",
      "Example: orchestrator bench --repetitions 1",
      "         orchestrator bench --scenario rate --against ../other-checkout --output json",
      "         orchestrator bench --scenario siege",
      "         orchestrator bench --scenario chaos --minutes 30",
      "         orchestrator bench --scenario kills --kills 6"
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final String SIEGE = "siege";
  private static final String CHAOS = "chaos";
  private static final String KILLS = "kills";

  /** Those for themselves. */
  private static final List<String> ALONE = List.of(SIEGE, CHAOS, KILLS);

  private final Map<String, String> environment;
  private final InstantSource clock;
  @Mixin OutputOption output;
  @Spec CommandSpec spec;

  BenchCommand(Map<String, String> environment, InstantSource clock) {
    this.environment = environment;
    this.clock = clock;
  }

  @Option(
      names = "--scenario",
      split = ",",
      defaultValue = "chain,rate",
      paramLabel = "NAME",
      description = {
        "What is measured, several with commas between: chain, rate, trigger, wide, storm, idle, herd,",
        "history, or all of these; siege: how a chain goes on while silent connections, logins and",
        "triggers besiege the server; chaos: what is left when workers, server and database are",
        "killed and frozen and lines held at random while they work; kills: how soon work goes on",
        "after server, worker and database are killed in turn. Default: ${DEFAULT-VALUE}."
      })
  List<String> scenarios = List.of();

  @Option(
      names = "--against",
      paramLabel = "PATH",
      description = {
        "The folder of another build, of any age: a checkout that is built, or an unpacked",
        "distribution. Both are measured in turn."
      })
  @Nullable Path against;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = {
        "A PostgreSQL that is there already, jdbc:postgresql://host:port/database. Databases are made",
        "there and dropped, as the user $$ORCHESTRATOR__DATABASE__USERNAME with the password",
        "$$ORCHESTRATOR__DATABASE__PASSWORD. Default: a PostgreSQL of our own for each turn."
      })
  @Nullable String database;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = {
        "How long idle and herd are looked at, and how long the siege lasts and the peace before it.",
        "Default: ${DEFAULT-VALUE}."
      })
  int seconds;

  @Option(
      names = "--minutes",
      defaultValue = "2",
      description = "How long parts are killed, for chaos. Default: ${DEFAULT-VALUE}.")
  int minutes;

  @Option(
      names = "--seed",
      description = "Draws the faults and the work of chaos. Default: the time; it is printed.")
  @Nullable Long seed;

  @Option(
      names = "--kills",
      defaultValue = "20",
      description = "How many kills, for kills. Default: ${DEFAULT-VALUE}.")
  int kills;

  @Option(
      names = "--repetitions",
      defaultValue = "5",
      description = "Turns of each scenario, with each build. Default: ${DEFAULT-VALUE}.")
  int repetitions;

  @Option(
      names = "--chain",
      defaultValue = "40",
      description = "Tasks of the chain. Default: ${DEFAULT-VALUE}.")
  int chain;

  @Option(
      names = "--runs",
      defaultValue = "200",
      description = "Runs triggered at once. Default: ${DEFAULT-VALUE}.")
  int runs;

  @Option(
      names = "--tasks",
      defaultValue = "5",
      description = "Tasks of each of them. Default: ${DEFAULT-VALUE}.")
  int tasks;

  @Option(
      names = "--slots",
      defaultValue = "16",
      description = "Tasks the worker runs at the same time. Default: ${DEFAULT-VALUE}.")
  int slots;

  @Option(
      names = "--wide",
      defaultValue = "5000",
      description = "Tasks of the wide run. Default: ${DEFAULT-VALUE}.")
  int wide;

  @Option(
      names = "--dags",
      defaultValue = "1000",
      description = "DAGs of storm and idle. Default: ${DEFAULT-VALUE}.")
  int dags;

  @Option(
      names = "--history",
      defaultValue = "1000000",
      description = "Task instances of the history. Default: ${DEFAULT-VALUE}.")
  int history;

  @Override
  public Integer call() throws Exception {
    checkNumbers();
    checkNames();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (scenarios.contains(CHAOS)) {
      return chaos(out, err);
    }
    if (scenarios.contains(KILLS)) {
      return kills(out, err);
    }
    if (scenarios.contains(SIEGE)) {
      BenchOptions options = new BenchOptions(repetitions, chain, runs, tasks, slots);
      var report = new Siege(options, Duration.ofSeconds(seconds), err::println).run();
      if (output.json()) {
        out.println(Listing.json(report.toMap()));
      } else {
        Listing.print(report.table(), out);
      }
      return 0;
    }
    print(new Bench(plan(), clock, err::println).run(), out);
    return 0;
  }

  private Bench.Plan plan() {
    return new Bench.Plan(
        Scenarios.of(scenarios, options()),
        Build.own(environment),
        against == null ? null : Build.in(against),
        database == null ? null : server(database),
        repetitions);
  }

  private ScenarioOptions options() {
    return new ScenarioOptions(slots, chain, runs, tasks, wide, dags, seconds, history, clock);
  }

  private OutsideServer server(String url) {
    return new OutsideServer(
        url,
        environment.getOrDefault("ORCHESTRATOR__DATABASE__USERNAME", "postgres"),
        environment.getOrDefault("ORCHESTRATOR__DATABASE__PASSWORD", ""));
  }

  private void checkNumbers() {
    if (repetitions < 1
        || chain < 2
        || runs < 1
        || tasks < 1
        || slots < 1
        || seconds < 1
        || minutes < 1
        || kills < 1
        || wide < 3
        || dags < 1
        || history < 1) {
      throw new CommandFailure(
          "There is nothing to measure with these numbers.",
          "Use at least 1, at least 2 for --chain and at least 3 for --wide.");
    }
  }

  private void checkNames() {
    List<String> known = new ArrayList<>(Scenarios.names());
    known.add(Scenarios.ALL);
    known.addAll(ALONE);
    for (String name : scenarios) {
      if (!known.contains(name)) {
        throw new CommandFailure(
            "There is no scenario \"" + name + "\"" + NearestNames.hint(name, known) + ".",
            "Known are " + NearestNames.list(known) + ".");
      }
    }
    boolean alone = scenarios.stream().anyMatch(ALONE::contains);
    if (alone && (scenarios.size() > 1 || against != null || database != null)) {
      throw new CommandFailure(
          "The scenarios siege, chaos and kills are for themselves, on the build and the database at"
              + " hand.",
          "Leave other scenarios, --against and --database out.");
    }
  }

  private int chaos(PrintWriter out, PrintWriter err) throws Exception {
    ChaosOptions options =
        new ChaosOptions(Duration.ofMinutes(minutes), seed == null ? clock.millis() : seed);
    ChaosReport report = new Chaos(options, clock, err::println).run();
    if (output.json()) {
      out.println(Listing.json(report.toMap()));
    } else {
      report.lines().forEach(out::println);
    }
    return report.good() ? 0 : 1;
  }

  private int kills(PrintWriter out, PrintWriter err) throws Exception {
    KillsReport report = new Kills(kills, clock, err::println).run();
    if (output.json()) {
      out.println(Listing.json(report.toMap()));
    } else {
      table(report.figures(), out);
      out.println();
      report.verdict().forEach(out::println);
    }
    return report.good() ? 0 : 1;
  }

  private void print(BenchReport report, PrintWriter out) {
    if (output.json()) {
      out.println(Listing.json(report.toMap()));
    } else {
      table(report, out);
    }
  }

  private static void table(BenchReport report, PrintWriter out) {
    report.surroundings().forEach(out::println);
    out.println();
    Listing.print(report.figures(), out);
    if (!report.goals().isEmpty()) {
      out.println();
      Listing.print(report.goals(), out);
    }
  }
}
