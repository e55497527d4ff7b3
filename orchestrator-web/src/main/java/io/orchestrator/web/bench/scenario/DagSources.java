package io.orchestrator.web.bench.scenario;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * DAG files whose tasks do nothing but write down when they began and ended. They use only what
 * builds of any age know. Where the marks are is put in by {@link
 * io.orchestrator.web.bench.installation.Installation}.
 */
final class DagSources {
  private static final String FRAME =
      """
      import io.orchestrator.dag.Dag;
      import io.orchestrator.dag.DagDefinition;
      import io.orchestrator.dag.TaskRef;
      import java.io.FileNotFoundException;
      import java.io.FileOutputStream;
      import java.io.IOException;
      import java.nio.charset.StandardCharsets;

      public class @TYPE@ implements DagDefinition {
        public Dag define() {
          return Dag.define("@DAG@", d -> {
            d.maxActiveRuns(10_000).maxActiveTasks(100_000).pausedAtCreation(false);
      @TASKS@
          });
        }

        static void mark(int task) throws IOException {
          long begin = System.nanoTime();
          Out.write(task, begin, System.nanoTime());
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

          static void write(int task, long begin, long end) throws IOException {
            String line = "@DAG@ " + task + " " + begin + " " + end + "\\n";
            FILE.write(line.getBytes(StandardCharsets.US_ASCII));
          }
        }
      }
      """;

  private static final String CHAIN =
      """
            TaskRef<Void> before = d.action("t0", c -> mark(0));
            for (int i = 1; i < @COUNT@; i++) {
              int task = i;
              TaskRef<Void> next = d.action("t" + task, c -> mark(task));
              before.then(next);
              before = next;
            }
      """;

  private DagSources() {}

  /** Tasks in a sequence. */
  static String chain(String type, String dagId, int tasks) {
    return file(type, dagId, CHAIN.replace("@COUNT@", Integer.toString(tasks)));
  }

  private static String file(String type, String dagId, String tasks) {
    return FRAME.replace("@TYPE@", type).replace("@DAG@", dagId).replace("@TASKS@\n", tasks);
  }

  /** A file for each DAG. */
  static Map<String, String> files(Map<String, String> byType) {
    return byType.entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey() + ".java", Map.Entry::getValue));
  }
}
