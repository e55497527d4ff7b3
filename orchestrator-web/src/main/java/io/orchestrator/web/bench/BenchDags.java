package io.orchestrator.web.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The DAG files of the benchmark: chains of tasks that do nothing but look at the clock. */
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

  /** The last task writes down when each body of the chain began and ended. */
  private static final String TIMED =
      """
      import io.orchestrator.dag.Dag;
      import io.orchestrator.dag.DagDefinition;
      import io.orchestrator.dag.TaskRef;
      import java.io.IOException;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.util.concurrent.atomic.AtomicLongArray;

      public class BenchChain implements DagDefinition {
        private static final int TASKS = %2$d;
        private static final AtomicLongArray MARKS = new AtomicLongArray(2 * TASKS);

        public Dag define() {
          return Dag.define("%1$s", d -> {
            d.maxActiveRuns(1).pausedAtCreation(false);
            TaskRef<Void> before = d.action("t000", c -> mark(0));
            for (int i = 1; i < TASKS; i++) {
              int task = i;
              TaskRef<Void> next = d.action(String.format("t%%03d", i), c -> mark(task));
              before.then(next);
              before = next;
            }
          });
        }

        private static void mark(int task) throws IOException {
          MARKS.set(2 * task, System.nanoTime());
          MARKS.set(2 * task + 1, System.nanoTime());
          if (task == TASKS - 1) {
            StringBuilder marks = new StringBuilder();
            for (int i = 0; i < MARKS.length(); i++) {
              marks.append(MARKS.get(i)).append(' ');
            }
            Files.writeString(Path.of("%3$s"), marks);
          }
        }
      }
      """;

  private BenchDags() {}

  /**
   * Writes the files.
   *
   * @param marks where a chain leaves its marks
   */
  static void write(Path folder, Path marks, BenchOptions options) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("BenchChain.java"),
        TIMED.formatted(CHAIN, options.chain(), marks.toString().replace("\\", "\\\\")));
    write(folder, "BenchShort", SHORT, options.tasks(), MANY);
    write(folder, "BenchBesieged", BESIEGED, 1, 1);
  }

  private static void write(Path folder, String type, String dagId, int tasks, int runs)
      throws IOException {
    Files.writeString(folder.resolve(type + ".java"), SOURCE.formatted(type, dagId, tasks, runs));
  }
}
