package io.orchestrator.web.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The DAG files of the benchmark: chains of tasks that do nothing. */
final class BenchDags {
  static final String CHAIN = "bench_chain";
  static final String SHORT = "bench_short";

  /** Whose runs are triggered during a siege: they wait for each other, as most do. */
  static final String BESIEGED = "bench_besieged";

  private static final int MANY = 10_000;
  private static final String SOURCE =
      """
      import io.orchestrator.dag.Dag;
      import io.orchestrator.dag.DagDefinition;
      import io.orchestrator.dag.TaskRef;

      public class %1$s implements DagDefinition {
        public Dag define() {
          return Dag.define("%2$s", d -> {
            d.maxActiveRuns(%4$d).maxActiveTasks(1_000).pausedAtCreation(false);
            TaskRef<Void> before = d.action("t000", c -> {});
            for (int i = 1; i < %3$d; i++) {
              TaskRef<Void> task = d.action(String.format("t%%03d", i), c -> {});
              before.then(task);
              before = task;
            }
          });
        }
      }
      """;

  private BenchDags() {}

  static void write(Path folder, BenchOptions options) throws IOException {
    Files.createDirectories(folder);
    write(folder, "BenchChain", CHAIN, options.chain(), MANY);
    write(folder, "BenchShort", SHORT, options.tasks(), MANY);
    write(folder, "BenchBesieged", BESIEGED, 1, 1);
  }

  private static void write(Path folder, String type, String dagId, int tasks, int runs)
      throws IOException {
    Files.writeString(folder.resolve(type + ".java"), SOURCE.formatted(type, dagId, tasks, runs));
  }
}
