package io.orchestrator.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagBuilder;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.XComBounds;
import io.orchestrator.model.BranchDecision;
import io.orchestrator.operator.Operator;
import io.orchestrator.operator.Poll;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.operator.TaskSkippedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TaskRunnerTest {
  private final FakePorts ports = new FakePorts();

  record Stats(int rows, LocalDate day) {}

  record P(String bucket, int limit) {}

  @Test
  void aResultIsStoredAsJsonAndTheLogSaysWhoRanWhat() {
    FinishReport report = run("t", c -> new Stats(3, LocalDate.of(2026, 1, 1)));
    assertThat(report.end()).isEqualTo(End.SUCCESS);
    assertThat(report.xcoms())
        .containsExactly(Map.entry("return_value", "{\"rows\":3,\"day\":\"2026-01-01\"}"));
    assertThat(ports.lines)
        .containsExactly(
            "INFO Task d.t of run manual__1, try 2 of 3, on worker fake-1, DAG version "
                + "00000000-0000-0009-0000-000000000009",
            "INFO Task succeeded after 0 s");
  }

  @Test
  void nullAndAnEmptyOptionalStoreNoResult() {
    assertThat(run("t", c -> null).xcoms()).isEmpty();
    assertThat(run("t", c -> Optional.empty()).xcoms()).isEmpty();
    assertThat(run("t", c -> Optional.of(1)).xcoms()).containsEntry("return_value", "1");
  }

  @Test
  void pushedXComsAreVisibleToTheTaskItselfAndReportedAtTheEnd() {
    FinishReport report =
        run(
            "t",
            c -> {
              c.pushXCom("rows", 5);
              return c.xcom("t", "rows", Integer.class).orElseThrow() + 1;
            });
    assertThat(report.xcoms()).isEqualTo(Map.of("rows", "5", "return_value", "6"));
  }

  @Test
  void aResultThatIsNoJsonFailsForGoodWithoutAStoredValue() {
    FinishReport report = run("t", c -> new Object());
    assertThat(report.end()).isEqualTo(End.FAILED_FINALLY);
    assertThat(report.reason())
        .startsWith("DAG009: the result of task t (java.lang.Object) cannot be written as JSON");
    assertThat(report.xcoms()).isEmpty();
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    assertThat(run("t", c -> itself).reason()).startsWith("DAG009");
  }

  @Test
  void aResultThatIsTooLongFailsWithItsSize() {
    FinishReport report = run("t", c -> "x".repeat(XComBounds.MOST_BYTES));
    assertThat(report.end()).isEqualTo(End.FAILED_FINALLY);
    assertThat(report.reason()).contains("is 1048578 bytes of JSON").contains("1048576");
  }

  @Test
  void allXComsTogetherAreMeasuredInBytesToo() {
    FinishReport report =
        run(
            "t",
            c -> {
              for (int i = 0; i < 9; i++) {
                c.pushXCom("part" + i, "\u00fc".repeat(500_000));
              }
              return null;
            });
    assertThat(report.end()).isEqualTo(End.FAILED_FINALLY);
    assertThat(report.reason())
        .startsWith("DAG009: the XComs of the task are 9000018 bytes")
        .contains("more than the 8388608");
  }

  @Test
  void anExceptionIsARetryableFailureWithItsTraceInTheLog() {
    FinishReport report =
        run(
            "t",
            c -> {
              throw new IllegalStateException("broken", new IOException("disk full"));
            });
    assertThat(report.end()).isEqualTo(End.FAILED);
    assertThat(report.reason()).isEqualTo("IllegalStateException: broken");
    assertThat(ports.text())
        .contains("ERROR java.lang.IllegalStateException: broken")
        .contains("\n    at io.orchestrator.task.TaskRunnerTest")
        .contains("\nCaused by: java.io.IOException: disk full")
        .doesNotContain("execution.TaskRunner.")
        .doesNotContain("org.junit")
        .endsWith("ERROR Task failed after 0 s: IllegalStateException: broken");
  }

  @Test
  void skippingAndFailingForGoodAreTheTasksOwnWords() {
    FinishReport skipped =
        run(
            "t",
            c -> {
              throw new TaskSkippedException("nothing to do");
            });
    assertThat(skipped.end()).isEqualTo(End.SKIPPED);
    assertThat(skipped.reason()).isEqualTo("nothing to do");
    FinishReport failed =
        run(
            "t",
            c -> {
              throw new TaskFailedException("row count is 0");
            });
    assertThat(failed.end()).isEqualTo(End.FAILED_FINALLY);
    assertThat(failed.reason()).isEqualTo("row count is 0");
  }

  @Test
  void errorsFailTheTaskAndNotTheWorker() {
    FinishReport deep =
        run(
            "t",
            c -> {
              throw new StackOverflowError();
            });
    assertThat(deep.reason()).isEqualTo("StackOverflowError");
    FinishReport missing =
        run(
            "t",
            c -> {
              throw new NoClassDefFoundError("com/acme/Thing");
            });
    assertThat(missing.end()).isEqualTo(End.FAILED);
    assertThat(missing.reason()).isEqualTo("NoClassDefFoundError: com/acme/Thing");
    FinishReport memory =
        run(
            "t",
            c -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertThat(memory.reason()).isEqualTo("OutOfMemoryError: Java heap space");
    assertThat(ports.lines.size()).isLessThan(200);
  }

  @Test
  void aSensorThatIsNotReadyIsPokedAgainInTheSameTry() {
    Dag dag = sensing(s -> {});
    FinishReport report = new TaskRunner(dag, Items.of(dag, "s"), ports).run();
    assertThat(report.end()).isEqualTo(End.NOT_READY);
    assertThat(report.reason()).isEqualTo("no file");
    assertThat(report.delay()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void c81ASensorTimesOutAtTheFirstPokeBeyondItsTimeoutWithoutARetry() {
    Dag dag = sensing(s -> {});
    Instant first = ports.now.minusSeconds(10);
    assertThat(new TaskRunner(dag, Items.poked(dag, "s", first), ports).run().end())
        .isEqualTo(End.NOT_READY);
    ports.now = first.plusSeconds(12);
    FinishReport late = new TaskRunner(dag, Items.poked(dag, "s", first), ports).run();
    assertThat(late.end()).isEqualTo(End.FAILED_FINALLY);
    assertThat(late.reason()).isEqualTo("The condition did not hold within 10 s; waited 12 s");
  }

  @Test
  void aSensorThatStatesNoTimeoutWaitsSevenDays() {
    Dag dag = Dag.define("d", d -> d.<String>sensor("s", c -> Poll.notYet("no file")));
    Instant first = ports.now.minus(Duration.ofDays(7));
    assertThat(new TaskRunner(dag, Items.poked(dag, "s", first), ports).run().end())
        .isEqualTo(End.NOT_READY);
    FinishReport late =
        new TaskRunner(dag, Items.poked(dag, "s", first.minusSeconds(1)), ports).run();
    assertThat(late.end()).isEqualTo(End.FAILED_FINALLY);
  }

  @Test
  void aSensorsTimeoutDoesNotGoByTheWorkersClock() {
    Dag dag = sensing(s -> {});
    Instant first = ports.now.minusSeconds(9);
    for (Duration ahead : List.of(Duration.ofHours(2), Duration.ofHours(-2))) {
      ports.clockIsAhead = ahead;
      FinishReport soon = new TaskRunner(dag, Items.poked(dag, "s", first), ports).run();
      assertThat(soon.end()).as("%s ahead", ahead).isEqualTo(End.NOT_READY);
    }
    ports.pause(Duration.ofSeconds(2));
    FinishReport late = new TaskRunner(dag, Items.poked(dag, "s", first), ports).run();
    assertThat(late.reason()).isEqualTo("The condition did not hold within 10 s; waited 11 s");
  }

  @Test
  void c82ASoftSensorThatTimesOutIsSkipped() {
    Dag dag = sensing(io.orchestrator.dag.SensorRef::softFail);
    Instant first = ports.now.minusSeconds(11);
    FinishReport late = new TaskRunner(dag, Items.poked(dag, "s", first), ports).run();
    assertThat(late.end()).isEqualTo(End.SKIPPED);
  }

  @Test
  void c83AnOrdinaryExceptionOfASoftSensorIsRetriedAndAFinalOneSkips() {
    Dag dag =
        Dag.define(
            "d",
            d -> {
              d.<String>sensor(
                      "s",
                      c -> {
                        throw new IOException("reset");
                      })
                  .softFail();
              d.<String>sensor(
                      "f",
                      c -> {
                        throw new TaskFailedException("no such bucket");
                      })
                  .softFail();
            });
    assertThat(new TaskRunner(dag, Items.of(dag, "s"), ports).run().end()).isEqualTo(End.FAILED);
    assertThat(new TaskRunner(dag, Items.of(dag, "f"), ports).run().end()).isEqualTo(End.SKIPPED);
  }

  @Test
  void paramsAreDefaultsWithTheConfLaidOverThem() {
    Dag dag =
        Dag.define(
            "d",
            d -> {
              var p = d.params(new P("lake", 10));
              d.task("t", p, (c, in) -> in.bucket() + in.limit() + c.params().get("limit"));
            });
    assertThat(new TaskRunner(dag, Items.of(dag, "t", Map.of("limit", 3)), ports).run().xcoms())
        .containsEntry("return_value", "\"lake33\"");
    FinishReport wrong =
        new TaskRunner(dag, Items.of(dag, "t", Map.of("limit", "three")), ports).run();
    assertThat(wrong.end()).isEqualTo(End.FAILED_FINALLY);
    assertThat(wrong.reason()).isEqualTo("param limit: three is not of type integer");
  }

  @Test
  void codeOfAnotherStructureIsRefusedBeforeItRuns() {
    List<String> ran = new ArrayList<>();
    Dag dag = Dag.define("d", d -> d.action("t", c -> ran.add("ran")));
    WorkItem other = Items.of("d", "0000", "t");
    FinishReport report = new TaskRunner(dag, other, ports).run();
    assertThat(report.end()).isEqualTo(End.FAILED_FINALLY);
    assertThat(report.reason()).contains("another structure").contains("0000");
    assertThat(ran).isEmpty();
  }

  @Test
  void aBranchReportsItsDecision() {
    Dag dag =
        Dag.define(
            "d",
            d -> {
              var a = d.action("a", c -> {});
              var b = d.action("b", c -> {});
              var one = d.task("one", c -> 1);
              d.when("is_one", one, x -> x == 1).then(a).otherwise(b);
            });
    ports.xcoms.put("one/return_value", "1");
    FinishReport report = new TaskRunner(dag, Items.of(dag, "is_one"), ports).run();
    assertThat(report.decision())
        .isEqualTo(new BranchDecision(BranchDecision.Kind.FOLLOW, List.of("a"), "is_one chose a"));
    assertThat(ports.text()).contains("INFO is_one chose a");
  }

  @Test
  void anAttemptThatIsGoneReportsNothing() {
    ports.reportFailure = new AttemptGoneException("t");
    Dag dag =
        Dag.define(
            "d",
            d ->
                d.action(
                    "t",
                    c -> {
                      c.note("a", 1);
                    }));
    TaskRunner runner = new TaskRunner(dag, Items.of(dag, "t"), ports);
    assertThatThrownBy(runner::run).isInstanceOf(AttemptGoneException.class);
  }

  @Test
  void anEndedAttemptFailsWithTheReasonWhateverItsCodeAnswers() {
    List<String> calls = new ArrayList<>();
    var operator = new Endless(calls);
    Dag dag = Dag.define("d", d -> d.task("t", operator));
    TaskRunner runner = new TaskRunner(dag, Items.of(dag, "t"), ports);
    operator.during =
        () -> {
          assertThat(runner.end("timed out after 5 s")).isTrue();
          runner.kill();
        };
    FinishReport report = runner.run();
    assertThat(runner.end("again")).isFalse();
    assertThat(calls).containsExactly("killed");
    assertThat(report.end()).isEqualTo(End.FAILED);
    assertThat(report.reason()).isEqualTo("timed out after 5 s");
  }

  private FinishReport run(String taskId, Operator<Object> body) {
    Dag dag = Dag.define("d", (Consumer<DagBuilder>) d -> d.task(taskId, body));
    return new TaskRunner(dag, Items.of(dag, taskId), ports).run();
  }

  private static Dag sensing(Consumer<io.orchestrator.dag.SensorRef<String>> settings) {
    return Dag.define(
        "d",
        d ->
            settings.accept(
                d.<String>sensor("s", c -> Poll.notYet("no file"))
                    .pokeInterval(Duration.ofSeconds(4))
                    .timeout(Duration.ofSeconds(10))));
  }

  private static final class Endless implements Operator<String> {
    private final List<String> calls;
    Runnable during = () -> {};

    Endless(List<String> calls) {
      this.calls = calls;
    }

    @Override
    public String execute(TaskContext context) {
      during.run();
      return "ended normally all the same";
    }

    @Override
    public void onKill(TaskContext context) {
      calls.add("killed");
    }
  }
}
