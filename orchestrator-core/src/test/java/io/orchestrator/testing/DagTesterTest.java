package io.orchestrator.testing;

import static io.orchestrator.testing.DagTestAssert.assertThat;
import static io.orchestrator.testing.DagTestAssert.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagBuilder;
import io.orchestrator.operator.Poll;
import io.orchestrator.operator.ProcessLauncher.ProcessSpec;
import io.orchestrator.run.TaskState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DagTesterTest {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @Test
  void runsADagWithStubsFailuresAndSkips() {
    DagTestRun run =
        DagTester.of(new EventsDag())
            .logicalDate("2010-01-05")
            .stub("find_file", c -> Optional.of("part-1.csv"))
            .failOnce("update_partition", new IOException("connection reset"))
            .run();
    assertThat(run)
        .succeeded()
        .ranInOrder("find_file", "has_file", "update_partition", "update_partition")
        .task("update_partition")
        .hadTries(2)
        .succeeded()
        .returned("added part-1.csv")
        .logged("connection reset")
        .task("no_events")
        .wasSkipped(because("branch has_file chose update_partition"));
    List<Instant> ends =
        run.task("update_partition").attempts().stream().map(a -> a.endDate()).toList();
    assertThat(Duration.between(ends.get(0), ends.get(1))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void catchesUpThreeMonthsWithDependsOnPast() {
    DagTestRuns runs = DagTester.of(new EventsDag()).runs("2010-01-01", "2010-03-31");
    assertThat(runs)
        .allSucceeded(90)
        .task("update_partition", TaskState.SUCCESS, 12)
        .task("update_partition", TaskState.SKIPPED, 78);
    assertThat(runs.on("2010-01-04"))
        .task("update_partition")
        .returned("added 2010-01-04")
        .task("no_events")
        .wasSkipped();
    assertThat(runs.clear("2010-01-04"))
        .allSucceeded(90)
        .task("update_partition", TaskState.SUCCESS, 12);
  }

  @Test
  void jumpsOverPokesAndTimesOutLikeASensor() {
    Dag dag =
        Dag.define(
            "waits",
            d ->
                d.sensor("ready", c -> Poll.<String>notYet("no file"))
                    .pokeInterval(Duration.ofMinutes(5))
                    .timeout(Duration.ofHours(2)));
    DagTestRun run = DagTester.of(dag).run();
    assertThat(run).failed().task("ready").failed(because("did not hold within")).hadTries(1);
    assertThat(run.order()).hasSize(26);
  }

  @Test
  void aSensorWaitsAsLongAsItStatesWhereverItIsStated() {
    for (Consumer<DagBuilder> definition :
        List.<Consumer<DagBuilder>>of(
            d -> d.sensor("ready", c -> Poll.<String>notYet("no file")).timeout(A_MINUTE),
            d -> {
              d.defaults(task -> task.timeout(A_MINUTE));
              d.sensor("ready", c -> Poll.<String>notYet("no file"));
            })) {
      DagTestRun run = DagTester.of(Dag.define("waits", definition)).run();
      assertThat(run).failed().task("ready").failed(because("did not hold within 1 min"));
      assertThat(run.order()).hasSizeBetween(2, 3);
    }
  }

  @Test
  void whatASensorWaitsForMayFollowWhatEveryTaskHas() {
    Dag dag =
        Dag.define(
            "waits",
            d ->
                d.sensor("ready", c -> Poll.<String>notYet("no file"))
                    .retries(2)
                    .timeout(A_MINUTE)
                    .softFail()
                    .pokeInterval(Duration.ofSeconds(20)));
    DagTestRun run = DagTester.of(dag).run();
    assertThat(run).task("ready").wasSkipped().hadTries(1);
    assertThat(run.order()).hasSize(5);
  }

  @Test
  void aRunThatCannotGoOnSaysWhatEachTaskWaitsFor() {
    Dag dag = Dag.define("stuck", d -> d.task("x", c -> 1).pool("tiny", 2).then(d.empty("end")));
    assertThatThrownBy(() -> DagTester.of(dag).pool("tiny", 1).run())
        .isInstanceOf(StuckRunException.class)
        .hasMessageContaining("It needs 2 slots, but pool tiny has only 1")
        .hasMessageContaining("0 of 1 upstream tasks have ended");
  }

  @Test
  void afterAFailureTheTableOfAllTasksIsPrinted() {
    Dag dag = Dag.define("bad", d -> d.action("x", c -> fail()).then(d.empty("end")));
    DagTestRun run = DagTester.of(dag).run();
    assertThat(run).failed();
    assertThatThrownBy(() -> assertThat(run).succeeded())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("x     failed           1      IllegalStateException: no")
        .hasMessageContaining("end   upstream_failed  0      upstream x failed, rule all_success");
  }

  private static void fail() {
    throw new IllegalStateException("no");
  }

  @Test
  void aSeedShufflesReadyTasksTheSameWayEachTime() {
    Dag dag =
        Dag.define(
            "wide",
            d -> {
              for (int i = 0; i < 10; i++) {
                d.action("t" + i, c -> {});
              }
            });
    List<String> plain = DagTester.of(dag).run().order();
    List<String> seven = DagTester.of(dag).seed(7).run().order();
    assertThat(plain).isSorted();
    assertThat(seven).containsExactlyInAnyOrderElementsOf(plain).isNotEqualTo(plain);
    assertThat(DagTester.of(dag).seed(7).run().order()).isEqualTo(seven);
  }

  @Test
  void confVariablesAndPausesReachTheCode() {
    record P(int n) {}
    Dag dag =
        Dag.define(
            "params",
            d -> {
              var p = d.params(new P(1));
              d.task(
                  "sum",
                  p,
                  (c, in) -> {
                    c.pause(Duration.ofHours(5));
                    return in.n() + Integer.parseInt(c.variable("more").orElse("0"));
                  });
            });
    DagTestRun run = DagTester.of(dag).conf(Map.of("n", 40)).variable("more", "2").run();
    assertThat(run).succeeded().task("sum").returned(42);
    assertThat(run.task("sum").attempts().get(0))
        .satisfies(
            a ->
                assertThat(Duration.between(a.startDate(), a.endDate()))
                    .isEqualTo(Duration.ofHours(5)));
  }

  @Test
  void programsRunForRealUnderTheWorkersSupervision() {
    Dag dag =
        Dag.define(
            "programs",
            d ->
                d.task(
                    "shell",
                    c -> {
                      ProcessSpec spec =
                          new ProcessSpec(
                              List.of("sh", "-c", "echo hello $WHO; exit 3"),
                              Map.of("WHO", "world"),
                              true,
                              Optional.empty());
                      return c.processes().run(spec, line -> c.log("{}", line));
                    }));
    assertThat(DagTester.of(dag).run()).succeeded().task("shell").returned(3).logged("hello world");
  }

  @Test
  void anAttemptThatTakesTooLongIsEndedOnTheVirtualClock() {
    Dag dag =
        Dag.define(
            "slow",
            d ->
                d.action("sleeps", c -> c.pause(Duration.ofHours(2)))
                    .timeout(Duration.ofHours(1))
                    .retries(1));
    assertThat(DagTester.of(dag).run())
        .failed()
        .task("sleeps")
        .failed(because("execution_timeout of 1 h is over"))
        .hadTries(2);
  }

  @Test
  void everyRunHasIdempotencyKeysOfItsOwnSoThatRemoteWorkIsDoneAnew() {
    List<String> keys = new ArrayList<>();
    Dag dag =
        Dag.define(
            "keys",
            d ->
                d.action(
                        "flaky",
                        c -> {
                          keys.add(c.idempotencyKey());
                          if (c.tryNumber() == 1) {
                            throw new IllegalStateException("again");
                          }
                        })
                    .retries(1));
    DagTester.of(dag).run();
    DagTester.of(dag).run();
    assertThat(keys).hasSize(4).doesNotHaveDuplicates();
  }
}
