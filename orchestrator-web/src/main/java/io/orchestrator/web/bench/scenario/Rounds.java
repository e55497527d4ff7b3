package io.orchestrator.web.bench.scenario;

import io.orchestrator.web.bench.installation.Installation;
import io.orchestrator.web.bench.installation.Marks.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Many short runs triggered at once, again and again. */
final class Rounds {
  static final String SHORT = "bench_short";
  static final int WARMING = 4;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** Logs are shipped a little later; that is part of the work. */
  private static final long SETTLE_MILLIS = 500;

  /** Enough to keep a server busy, few enough that they are not what is measured. */
  private static final int CALLERS = 4;

  private final Installation installation;
  private final ScenarioOptions options;
  private int rounds;

  Rounds(Installation installation, ScenarioOptions options) {
    this.installation = installation;
    this.options = options;
  }

  /** The file of its DAG, by type. */
  static Map<String, String> source(ScenarioOptions options) {
    return Map.of("BenchShort", DagSources.chain("BenchShort", SHORT, options.tasks()));
  }

  int tasksOfOne() {
    return options.runs() * options.tasks();
  }

  /** One run: the workers have come. */
  void begin() throws Exception {
    run(1);
  }

  /** A server that people use has worked before. */
  void warmUp() throws Exception {
    begin();
    for (int i = 0; i < WARMING; i++) {
      run();
    }
  }

  /** Tasks per second of one round, from the first trigger to the end of the last body. */
  double run() throws Exception {
    return run(options.runs());
  }

  private double run(int runs) throws Exception {
    double rate = rate(runs);
    installation.awaitQuiet(LONGEST);
    return rate;
  }

  /** The same while other runs go on. */
  double runAmongOthers() throws Exception {
    return rate(options.runs());
  }

  private double rate(int runs) throws Exception {
    rounds++;
    long begin = System.nanoTime();
    trigger(runs, "round_" + rounds + "_");
    List<Mark> marks = installation.await(runs * options.tasks(), LONGEST);
    long end = marks.stream().mapToLong(Mark::end).max().orElseThrow();
    return marks.size() / ((end - begin) / 1e9);
  }

  private void trigger(int runs, String prefix) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Callable<Boolean>> calls = new ArrayList<>();
      IntStream.range(0, runs)
          .forEach(
              i ->
                  calls.add(
                      () -> {
                        installation.rest().trigger(SHORT, prefix + i);
                        return true;
                      }));
      for (Future<Boolean> call : callers.invokeAll(calls)) {
        call.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      callers.shutdownNow();
    }
  }

  /** Waits for what is done after the end of the last task. */
  static void settle() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
  }
}
