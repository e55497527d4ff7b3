package io.orchestrator.web.cli;

import io.orchestrator.web.bench.Bench;
import io.orchestrator.web.bench.BenchOptions;
import io.orchestrator.web.bench.Siege;
import io.orchestrator.web.bench.chaos.Chaos;
import io.orchestrator.web.bench.chaos.ChaosOptions;
import io.orchestrator.web.bench.chaos.ChaosReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
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
      "Measure the product on a throw-away installation: the gap between chained tasks and tasks per",
      "second, beside what this machine's PostgreSQL commits. Takes about two minutes; leaves nothing."
    },
    footer = {
      "",
      "Example: orchestrator bench --repetitions 5 --output json",
      "         orchestrator bench --scenario siege",
      "         orchestrator bench --scenario chaos --minutes 30"
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  /** What is measured. */
  enum Scenario {
    speed,
    siege,
    chaos
  }

  private final InstantSource clock;
  @Mixin OutputOption output;
  @Spec CommandSpec spec;

  BenchCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Option(
      names = "--scenario",
      defaultValue = "speed",
      description = {
        "${COMPLETION-CANDIDATES}: how fast it is; how a chain goes on while silent connections,",
        "logins and triggers besiege the server; what is left when workers, server and database are",
        "killed and frozen and lines held at random while they work. Default: ${DEFAULT-VALUE}."
      })
  Scenario scenario = Scenario.speed;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long the siege lasts, and the peace before it. Default: ${DEFAULT-VALUE}.")
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

  @Option(names = "--repetitions", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
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

  @Override
  public Integer call() throws Exception {
    if (repetitions < 1
        || chain < 2
        || runs < 1
        || tasks < 1
        || slots < 1
        || seconds < 1
        || minutes < 1) {
      throw new CommandFailure(
          "There is nothing to measure with these numbers.",
          "Use at least 1, and at least 2 for --chain.");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (scenario == Scenario.chaos) {
      return chaos(out, err);
    }
    BenchOptions options = new BenchOptions(repetitions, chain, runs, tasks, slots);
    if (scenario == Scenario.siege) {
      var report = new Siege(options, Duration.ofSeconds(seconds), err::println).run();
      print(report.toMap(), report.table(), out);
    } else {
      var report = new Bench(options, err::println).run();
      print(report.toMap(), report.table(), out);
    }
    return 0;
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

  private void print(Map<String, Object> map, List<List<String>> table, PrintWriter out) {
    if (output.json()) {
      out.println(Listing.json(map));
    } else {
      Listing.print(table, out);
    }
  }
}
