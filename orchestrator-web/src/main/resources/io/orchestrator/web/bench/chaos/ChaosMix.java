import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagBuilder;
import io.orchestrator.dag.DagDefinition;
import io.orchestrator.dag.SensorRef;
import io.orchestrator.dag.TaskRef;
import io.orchestrator.model.TriggerRule;
import io.orchestrator.operator.Poll;
import io.orchestrator.operator.Sensor;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operators.standard.BashOperator;
import io.orchestrator.timetable.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;

/** The DAGs of a chaos run. Their tasks bear witness of themselves. */
public final class ChaosMix {
  private static final Path CHAOS = Path.of("@CHAOS@");

  private ChaosMix() {}

  /** Programs and code in a row. */
  public static class Chain implements DagDefinition {
    @Override
    public Dag define() {
      return mix("chaos_chain", d ->
          d.task("first", bash("work 3"))
              .then(d.action("second", c -> witness(c, "started", "")))
              .then(d.task("third", bash("work 2"))));
    }
  }

  /** Takes its time, is deaf to SIGTERM and leaves a deaf daemon behind. */
  public static class Deaf implements DagDefinition {
    @Override
    public Dag define() {
      return mix("chaos_deaf", d -> d.task("deaf", bash(
          """
          trap '' TERM
          setsid bash -c '. "$CHAOS/witness.sh"; work 400' >/dev/null 2>&1 &
          work 40
          """)));
    }
  }

  /** Long enough for a lease to end. */
  public static class Slow implements DagDefinition {
    @Override
    public Dag define() {
      return mix("chaos_slow", d -> d.task("slow", bash("work 60")));
    }
  }

  /** The same in code, which nothing but its worker can end. */
  public static class Code implements DagDefinition {
    @Override
    public Dag define() {
      return mix("chaos_code", d ->
          d.action("code", c -> {
            witness(c, "started", "");
            for (int i = 0; i < 150; i++) {
              c.pause(Duration.ofMillis(200));
              witness(c, "worked", "");
            }
            witness(c, "ended", "");
          }));
    }
  }

  /**
   * Code that tells the server of itself. Odd tries go on telling for long, even ones tell once and end
   * soon: what an older try tells too late stays to be seen.
   */
  public static class Tells implements DagDefinition {
    @Override
    public Dag define() {
      return mix("chaos_tells", d -> {
        d.action("ids", c -> {
          if (c.externalId().isPresent()) {
            witness(c, "attached", c.externalId().get());
          }
          tells(c, 200, step -> {
            String asked = Long.toString(System.currentTimeMillis());
            String by = String.join("/", c.dagId(), c.runId(), c.taskId(), "" + c.tryNumber());
            c.rememberExternalId(by + "#" + step);
            witness(c, "told", asked);
          });
        });
        // Notes that follow each other within a second would share a report.
        d.action("notes", c -> tells(c, 1_100, step -> c.note("try_" + c.tryNumber(), step)));
      });
    }

    private interface Telling {
      void tell(int step) throws IOException;
    }

    private static void tells(TaskContext c, int millis, Telling telling)
        throws IOException, InterruptedException {
      witness(c, "started", "");
      boolean odd = c.tryNumber() % 2 == 1;
      int steps = (odd ? 20_000 : 6_000) / millis;
      for (int step = 0; step < steps; step++) {
        if (odd || step == 0) {
          telling.tell(step);
        }
        c.pause(Duration.ofMillis(millis));
      }
      witness(c, "ended", "");
    }
  }

  /** The first try fails by itself. */
  public static class Retry implements DagDefinition {
    @Override
    public Dag define() {
      return mix("chaos_retry", d ->
          d.task("second_try", bash("work 1; [ \"$TRY\" -gt 1 ] || exit 7")));
    }
  }

  /** A failure, and what follows it by other rules than success. */
  public static class Rules implements DagDefinition {
    @Override
    public Dag define() {
      return mix("chaos_rules", d -> {
        TaskRef<String> fails = d.task("fails", bash("work 1; exit 1")).retries(0);
        fails.then(d.task("always", bash("work 1")).rule(TriggerRule.ALL_DONE));
        fails.then(d.task("alarm", bash("work 1")).rule(TriggerRule.ONE_FAILED));
        fails.then(d.task("never", bash("work 1")));
      });
    }
  }

  /** A sensor that gives its slot back between pokes, beside the task it waits for. */
  public static class Waits implements DagDefinition {
    @Override
    public Dag define() {
      return mix("chaos_waits", d -> {
        d.task("flag", bash("work 6; echo up > \"$CHAOS/flags/$RUN\""));
        Sensor<Void> flag = c -> Files.exists(CHAOS.resolve("flags").resolve(c.runId()))
            ? Poll.ready(null)
            : Poll.notYet("no flag yet");
        SensorRef<Void> sees = d.sensor("sees", flag);
        sees.pokeInterval(Duration.ofSeconds(1));
        sees.then(d.task("after", bash("work 1")));
      });
    }
  }

  /** A value on its way from one task to another. */
  public static class Value implements DagDefinition {
    @Override
    public Dag define() {
      return mix("chaos_value", d -> {
        TaskRef<String> says = d.task("says", bash("work 2; echo \"$DAG/$RUN/$TASK/$TRY\""));
        d.action("hears", says, (c, value) -> witness(c, "heard", value));
      });
    }
  }

  /** A past to catch up with. */
  public static class Past implements DagDefinition {
    @Override
    public Dag define() {
      return mix("chaos_past", d -> {
        d.schedule(Schedule.daily()).start("2001-01-01").end("@PAST_END@").catchup(true);
        d.maxActiveRuns(3);
        d.task("day", bash("work 2"))
            .then(d.action("note", c -> witness(c, "started", "")));
      });
    }
  }

  /** What is due now. */
  public static class Live implements DagDefinition {
    @Override
    public Dag define() {
      return mix("chaos_live", d -> {
        d.schedule("* * * * *").start("@LIVE_START@").end("@LIVE_END@").catchup(true);
        d.action("minute", c -> witness(c, "started", ""));
      });
    }
  }

  private static Dag mix(String dagId, Consumer<DagBuilder> content) {
    return Dag.define(dagId, d -> {
      d.pausedAtCreation(false);
      // A try whose worker was killed counts: with few of them a run would fail, and rightly so.
      d.defaults(t -> t.retries(50).retryDelay(Duration.ofMillis(200)));
      content.accept(d);
    });
  }

  private static BashOperator bash(String script) {
    return BashOperator.of(". \"$CHAOS/witness.sh\"\nbegin\n" + script)
        .env("CHAOS", "@CHAOS@")
        .env("DAG", "{{ dag.dag_id }}")
        .env("RUN", "{{ run_id }}")
        .env("TASK", "{{ task.task_id }}")
        .env("TRY", "{{ ti.try_number }}");
  }

  private static void witness(TaskContext c, String what, String detail) throws IOException {
    long now = System.currentTimeMillis();
    String line = String.join("\t",
        "%d.%03d".formatted(now / 1000, now % 1000),
        what, c.dagId(), c.runId(), c.taskId(), Integer.toString(c.tryNumber()), detail);
    Files.writeString(CHAOS.resolve("witness.tsv"), line + "\n",
        StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
