import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagDefinition;
import io.orchestrator.dag.TaskRef;
import io.orchestrator.operator.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Short tasks in sequence, which bear witness of themselves. */
public final class ChaosRate implements DagDefinition {
  private static final Path WITNESS = Path.of("@CHAOS@", "witness.tsv");

  @Override
  public Dag define() {
    return Dag.define("chaos_rate", d -> {
      d.maxActiveRuns(10_000).maxActiveTasks(100_000).pausedAtCreation(false);
      // A try whose worker was killed counts; the next one makes up for it.
      d.defaults(t -> t.retries(50).retryDelay(Duration.ofMillis(200)));
      TaskRef<Void> before = d.action("t0", ChaosRate::body);
      for (int i = 1; i < 5; i++) {
        TaskRef<Void> next = d.action("t" + i, ChaosRate::body);
        before.then(next);
        before = next;
      }
    });
  }

  /** Long enough to be met by a kill now and then. */
  private static void body(TaskContext c) throws IOException, InterruptedException {
    witness(c, "started");
    c.pause(Duration.ofMillis(20));
    witness(c, "ended");
  }

  private static void witness(TaskContext c, String what) throws IOException {
    long now = System.currentTimeMillis();
    String line = String.join("\t",
        "%d.%03d".formatted(now / 1000, now % 1000),
        what, c.dagId(), c.runId(), c.taskId(), Integer.toString(c.tryNumber()), "");
    Files.writeString(WITNESS, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
