package io.orchestrator.web.bench.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * DAG files whose tasks do nothing but write down when they began and ended. They use only what
 * builds of any age know. Where the marks are is put in by {@link
 * io.orchestrator.web.bench.installation.Installation}.
 */
final class DagSources {
  /** DAGs of one file: a file is compiled and loaded as a whole. */
  private static final int PER_FILE = 10;

  private static final String IMPORTS =
      """
      import io.orchestrator.dag.Dag;
      import io.orchestrator.dag.DagDefinition;
      import io.orchestrator.dag.TaskRef;
      import io.orchestrator.timetable.Schedule;
      import java.io.FileNotFoundException;
      import java.io.FileOutputStream;
      import java.io.IOException;
      import java.nio.charset.StandardCharsets;
      import java.time.Duration;

      """;

  private static final String MARKING =
      """

        static void mark(String dag, int task) throws IOException {
          long begin = System.nanoTime();
          Out.write(dag, task, begin, System.nanoTime());
        }

        /** Opened by the first task: what defines a DAG does not touch it. */
        static final class Out {
          private static final FileOutputStream FILE = open();

          private static FileOutputStream open() {
            try {
              return new FileOutputStream("@MARKS@", true);
            } catch (FileNotFoundException e) {
              throw new IllegalStateException(e);
            }
          }

          static void write(String dag, int task, long begin, long end) throws IOException {
            String line = dag + " " + task + " " + begin + " " + end + "\\n";
            FILE.write(line.getBytes(StandardCharsets.US_ASCII));
          }
        }
      }
      """;

  private static final String ONE_DAG =
      """
      public class @TYPE@ implements DagDefinition {
        private static final String DAG = "@DAG@";

        public Dag define() {
          return Dag.define(DAG, d -> {
            d.maxActiveRuns(10_000).maxActiveTasks(100_000).pausedAtCreation(false);
      @TASKS@
          });
        }
      """;

  private static final String CHAIN =
      """
            TaskRef<Void> before = d.action("t0", c -> mark(DAG, 0));
            for (int i = 1; i < @COUNT@; i++) {
              int task = i;
              TaskRef<Void> next = d.action("t" + task, c -> mark(DAG, task));
              before.then(next);
              before = next;
            }
      """;

  private static final String FAN =
      """
            for (int i = 0; i < @COUNT@; i++) {
              int task = i;
              d.action("t" + task, c -> mark(DAG, task));
            }
      """;

  private static final String WIDE =
      """
            TaskRef<Void> first = d.action("first", c -> mark(DAG, 0));
            TaskRef<Void> last = d.action("last", c -> mark(DAG, @COUNT@ - 1));
            for (int i = 1; i < @COUNT@ - 1; i++) {
              int task = i;
              TaskRef<Void> middle = d.action("t" + task, c -> mark(DAG, task));
              first.then(middle);
              middle.then(last);
            }
      """;

  private static final String SLEEPERS =
      """
            for (int i = 1; i <= @COUNT@; i++) {
              int task = i;
              d.action("t" + task, c -> {
                mark(DAG, task);
                Thread.sleep(@MILLIS@L);
              }).queue("worker-" + task);
            }
      """;

  private static final String ONE_OF_MANY =
      """
        public static class D@NUMBER@ implements DagDefinition {
          public Dag define() {
            return scheduled("@DAG@");
          }
        }
      """;

  private static final String SCHEDULED =
      """

        private static Dag scheduled(String dag) {
          return Dag.define(dag, d -> {
            d.schedule(@SCHEDULE@).start("@START@").catchup(false).pausedAtCreation(@PAUSED@);
            d.action("t0", c -> mark(dag, 0));
          });
        }
      """;

  private DagSources() {}

  /** Tasks in a sequence. */
  static String chain(String type, String dagId, int tasks) {
    return file(type, dagId, count(CHAIN, tasks));
  }

  /** Tasks that do not wait for each other. */
  static String fan(String type, String dagId, int tasks) {
    return file(type, dagId, count(FAN, tasks));
  }

  /** One task, many, and one after them: so many in all. */
  static String wide(String type, String dagId, int tasks) {
    return file(type, dagId, count(WIDE, tasks));
  }

  /** A task for each worker, {@code worker-1} and so on, that marks its begin and sleeps. */
  static String sleepers(String type, String dagId, int workers, long millis) {
    String tasks = count(SLEEPERS, workers).replace("@MILLIS@", Long.toString(millis));
    return file(type, dagId, tasks);
  }

  private static String count(String tasks, int count) {
    return tasks.replace("@COUNT@", Integer.toString(count));
  }

  private static String file(String type, String dagId, String tasks) {
    return IMPORTS
        + ONE_DAG.replace("@TYPE@", type).replace("@DAG@", dagId).replace("@TASKS@\n", tasks)
        + MARKING;
  }

  /**
   * Many DAGs of one task each, {@code bench_many_0} and so on, in files by type.
   *
   * @param schedule Java that makes one
   * @param start date of all of them
   */
  static Map<String, String> many(int dags, String schedule, String start, boolean paused) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int first = 0; first < dags; first += PER_FILE) {
      String type = "BenchMany" + first / PER_FILE;
      StringBuilder text = new StringBuilder(IMPORTS);
      text.append("public class ").append(type).append(" {\n");
      for (int i = first; i < Math.min(dags, first + PER_FILE); i++) {
        text.append(
            ONE_OF_MANY.replace("@NUMBER@", Integer.toString(i)).replace("@DAG@", idOfMany(i)));
      }
      text.append(
          SCHEDULED
              .replace("@SCHEDULE@", schedule)
              .replace("@START@", start)
              .replace("@PAUSED@", Boolean.toString(paused)));
      all.put(type, text + MARKING);
    }
    return all;
  }

  static String idOfMany(int number) {
    return "bench_many_" + number;
  }

  /** Named as compilers want them. */
  static Map<String, String> files(Map<String, String> byType) {
    return byType.entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey() + ".java", Map.Entry::getValue));
  }
}
