package io.orchestrator.web.bench;

import io.orchestrator.web.bench.BenchRuns.Chain;
import io.orchestrator.web.bench.CommitRate.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures; see {@link BenchReport} for what. */
public final class Bench {
  private final BenchOptions options;
  private final Consumer<String> progress;

  /**
   * @param progress hears what is being done
   */
  public Bench(BenchOptions options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
  }

  /** Starts a throw-away installation, measures and removes it again. */
  public BenchReport run() throws Exception {
    progress.accept("Starting a throw-away PostgreSQL, server and worker …");
    try (BenchEnvironment environment = new BenchEnvironment(options)) {
      BenchRuns runs = new BenchRuns(environment);
      runs.awaitReady();
      progress.accept("Measuring what the machine commits …");
      Rate one = CommitRate.measure(environment, 1);
      Rate many = CommitRate.measure(environment, BenchEnvironment.CONNECTIONS);
      progress.accept("Running " + options.runs() + " runs at once …");
      runs.rate(-1, options.runs());
      List<Double> rates = new ArrayList<>();
      for (int i = 0; i < options.repetitions(); i++) {
        rates.add(runs.rate(i, options.runs()));
      }
      // A chain is too short to warm a JVM up: it is measured on one that has worked, as a server
      // has.
      progress.accept("Running chains of " + options.chain() + " tasks …");
      runs.chain("warm_up");
      List<Chain> chains = new ArrayList<>();
      for (int i = 0; i < options.repetitions(); i++) {
        chains.add(runs.chain("chain_" + i));
      }
      return report(one, many, chains, rates);
    }
  }

  private BenchReport report(Rate one, Rate many, List<Chain> chains, List<Double> rates) {
    List<Double> gaps = chains.stream().flatMap(c -> c.gapsMs().stream()).toList();
    return new BenchReport(
        options,
        new BenchReport.Commits(one.perSecond(), one.p50Ms(), many.connections(), many.perSecond()),
        new BenchReport.Gap(
            Figures.percentile(gaps, 50),
            Figures.percentile(gaps, 99),
            chains.stream().map(c -> Figures.percentile(c.gapsMs(), 50)).toList(),
            Figures.median(chains.stream().map(Chain::firstMs).toList()),
            Figures.median(chains.stream().map(Chain::wallMs).toList())),
        new BenchReport.Throughput(Figures.median(rates), rates));
  }
}
