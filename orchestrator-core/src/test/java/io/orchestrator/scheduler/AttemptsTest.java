package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.StartReport;
import io.orchestrator.execution.ExecutionApi.TaskFactsReport;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.model.BranchDecision;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tries of a task: retries, lost workers, late reports. */
class AttemptsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Engine engine(int retries) {
    Dag dag =
        Dag.define(
            "d",
            d ->
                d.action("a", c -> {})
                    .retries(retries)
                    .retryDelay(MINUTE)
                    .then(d.action("b", c -> {})));
    Engine engine = new Engine("2026-01-01T00:00:00Z").deploy(dag);
    engine.trigger("d", "2026-01-01T00:00:00Z");
    return engine;
  }

  @Test
  void c74_aTaskFailsAfterItsLastRetryAndWaitsBetweenTriesOnly() {
    Engine engine = engine(2);
    for (int number = 1; number <= 2; number++) {
      WorkItem item = engine.start("w", 1).get(0);
      assertThat(item.task().tryNumber()).isEqualTo(number);
      assertThat(engine.fail(item)).isEqualTo(Answer.OK);
      assertThat(engine.states("d")).containsEntry("a", "up_for_retry");
      engine.after(MINUTE.minusMillis(1));
      assertThat(engine.claim("w", 1)).as("the delay is not over").isEmpty();
      engine.after(Duration.ofMillis(1));
    }
    engine.fail(engine.start("w", 1).get(0));
    assertThat(engine.states("d"))
        .containsEntry("a", "failed")
        .containsEntry("b", "upstream_failed");
    assertThat(engine.runs("d")).containsExactly("2026-01-01T00:00:00Z failed");
  }

  @Test
  void c79_anAttemptWhoseWorkerIsLostIsRetried() {
    Engine engine = engine(1);
    WorkItem lost = engine.start("w1", 1).get(0);
    engine.after(Engine.LEASE.minusMillis(1));
    assertThat(engine.states("d")).containsEntry("a", "running");
    engine.after(Duration.ofMillis(1));
    assertThat(engine.states("d")).containsEntry("a", "up_for_retry");
    engine.after(MINUTE);
    WorkItem second = engine.start("w2", 1).get(0);
    assertThat(second.task().tryNumber()).isEqualTo(2);
    assertThat(engine.succeed(lost)).as("a late report of the first try").isEqualTo(Answer.GONE);
    assertThat(engine.states("d")).containsEntry("a", "running");
    assertThat(engine.succeed(second)).isEqualTo(Answer.OK);
    assertThat(engine.succeed(second)).as("repeated").isNotNull();
    assertThat(engine.states("d")).containsEntry("a", "success");
  }

  static Stream<Arguments> endsThatNoStoreTakes() {
    Map<String, String> none = Map.of();
    Duration forever = ChronoUnit.FOREVER.getDuration();
    return Stream.of(
        arguments("1200002 bytes", success(Map.of("k", "\"" + "\u00fc".repeat(600_000) + "\""))),
        arguments("9000018 bytes of JSON, more than the 8388608", success(nineMegabytes())),
        arguments("101 XComs, more than the 100", success(numbered(101, "1"))),
        arguments("It has 513 characters; 512 are allowed", success(Map.of("k".repeat(513), "1"))),
        arguments("It is empty", success(Map.of("", "1"))),
        arguments("key: It has what cannot be in an address", success(Map.of("a/b", "1"))),
        arguments("key: Addresses and commands give", success(Map.of("..", "1"))),
        arguments("key: It has a character that nobody sees", success(Map.of("a\u200Bb", "1"))),
        arguments("a NUL or half of a character", success(Map.of("k", "\"\uD83D\""))),
        arguments(
            "half \uFFFD", new FinishReport(End.FAILED_FINALLY, "half \uD83D", none, null, null)),
        arguments(
            "For input string: \"12\uFFFD\"",
            new FinishReport(End.FAILED_FINALLY, "For input string: \"12\0\"", none, null, null)),
        arguments(
            "The decision of the branch",
            new FinishReport(
                End.SUCCESS,
                "",
                none,
                new BranchDecision(BranchDecision.Kind.FOLLOW, List.of("b"), "a\0b"),
                null)),
        arguments(
            "The sensor asks to be looked at again after",
            new FinishReport(End.NOT_READY, "", none, null, forever)));
  }

  private static Map<String, String> nineMegabytes() {
    return numbered(9, "\"" + "x".repeat(1_000_000) + "\"");
  }

  private static Map<String, String> numbered(int count, String json) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> json));
  }

  private static FinishReport success(Map<String, String> xcoms) {
    return new FinishReport(End.SUCCESS, "", xcoms, null, null);
  }

  @ParameterizedTest
  @MethodSource("endsThatNoStoreTakes")
  void anEndThatNoStoreTakesFailsTheTaskWithASentence(String sentence, FinishReport report) {
    Engine engine = engine(3);
    WorkItem item = engine.start("w", 1).get(0);
    assertThat(engine.api.finish(item.token(), report)).isEqualTo(Answer.OK);
    assertThat(engine.states("d")).containsEntry("a", "failed");
    assertThat(engine.task(engine.run("d"), "a").reason()).contains(sentence);
  }

  @Test
  void aTryBeginsWithoutTheResultsOfAnEarlierOneThatWasCleared() {
    Engine engine = engine(0);
    WorkItem first = engine.start("w", 1).get(0);
    engine.api.finish(first.token(), success(Map.of("k", "1")));
    engine.hand.settle();
    engine.drain();
    DagRun run = engine.run("d");
    engine.orders.clear("d", run.runId(), Selection.ALL, "anna");
    engine.hand.settle();
    engine.fail(engine.start("w", 1).get(0));
    assertThat(engine.memory.<Object>transact(tx -> tx.xcoms().ofRun(run.id())))
        .asInstanceOf(LIST)
        .isEmpty();
  }

  @Test
  void aTryAfterALostWorkerGoesOnWithItsRemoteWorkAndTheNextBeginsAnew() {
    Engine engine = engine(2);
    WorkItem lost = engine.start("w1", 1).get(0);
    engine.api.report(
        lost.token(), new TaskFactsReport(Optional.of("query-1"), Map.of(), Map.of()));
    engine.after(Engine.LEASE);
    engine.after(MINUTE);
    WorkItem second = engine.start("w2", 1).get(0);
    assertThat(second.task().tryNumber()).isEqualTo(2);
    assertThat(second.begun().externalId()).isEqualTo("query-1");
    assertThat(second.begun().firstTry()).isEqualTo(lost.begun().firstTry());
    engine.fail(second);
    engine.after(MINUTE);
    WorkItem third = engine.start("w2", 1).get(0);
    assertThat(third.begun().externalId()).isNull();
    assertThat(third.begun().firstTry()).isEqualTo(3);
  }

  @Test
  void aHeartbeatKeepsTheAttempt() {
    Engine engine = engine(0);
    WorkItem item = engine.start("w1", 1).get(0);
    WorkerInfo worker = new WorkerInfo("w1", "host", 1, 1, List.of("default"));
    for (int beat = 0; beat < 10; beat++) {
      engine.after(Engine.LEASE.minusSeconds(1));
      assertThat(engine.api.heartbeat(worker, List.of(item.token()))).isEmpty();
    }
    assertThat(engine.succeed(item)).isEqualTo(Answer.OK);
  }

  @Test
  void aWorkerWithTwoAttemptsOfOneTaskIsToldWhichOfThemIsGone() {
    Engine engine = engine(0);
    DagRun run = engine.run("d");
    WorkItem old = engine.start("w1", 2).get(0);
    engine.orders.mark("d", run.runId(), Selection.of("a"), TaskState.SUCCESS, "anna");
    engine.orders.clear("d", run.runId(), Selection.of("a"), "anna");
    engine.hand.settle();
    WorkItem present =
        engine.start("w1", 2).stream()
            .filter(item -> item.task().taskId().equals("a"))
            .findFirst()
            .orElseThrow();
    WorkerInfo worker = new WorkerInfo("w1", "host", 1, 2, List.of("default"));
    for (List<AttemptToken> held :
        List.of(List.of(old.token(), present.token()), List.of(present.token(), old.token()))) {
      assertThat(engine.api.heartbeat(worker, held)).containsExactly(old.token());
    }
  }

  @Test
  void anAttemptThatIsLostWithoutRetriesFails() {
    Engine engine = engine(0);
    engine.start("w1", 1);
    engine.after(Engine.LEASE);
    assertThat(engine.states("d")).containsEntry("a", "failed");
    assertThat(engine.task(engine.run("d"), "a").reason()).contains("worker w1 was lost");
  }

  @Test
  void whatWasTakenButNeverStartedGoesBackInTheSameTry() {
    Engine engine = engine(0);
    WorkItem never = engine.claim("w1", 1).get(0);
    engine.after(Engine.LEASE);
    assertThat(engine.states("d")).containsEntry("a", "scheduled");
    WorkItem again = engine.claim("w2", 1).get(0);
    assertThat(again.task().tryNumber()).isEqualTo(1);
    assertThat(engine.begin("w1", never)).as("the first claim").isEqualTo(Answer.GONE);
    assertThat(engine.begin("w2", again)).isEqualTo(Answer.OK);
  }

  @Test
  void aWorkerThatSaysGoodbyeHandsBackWhatItHasNotStarted() {
    Engine engine = engine(0);
    engine.claim("w1", 1);
    engine.api.goodbye(new WorkerInfo("w1", "host", 1, 1, List.of("default")));
    assertThat(engine.states("d")).containsEntry("a", "scheduled");
  }

  @Test
  void theNextTaskIsReadyInTheSameTurnThatEndsTheLast() {
    Engine engine = engine(0);
    engine.succeed(engine.start("w", 1).get(0));
    assertThat(Engine.names(engine.claim("w", 1))).containsExactly("b");
  }

  @Test
  void c89_aTaskClearedWhileItRunsIsTriedAgainWhenItsProcessIsGone() {
    Engine engine = engine(0);
    DagRun run = engine.run("d");
    WorkItem old = engine.start("w1", 1).get(0);
    engine.orders.clear("d", run.runId(), Selection.of("a"), "anna");
    engine.hand.settle();
    assertThat(engine.task(run, "a").state()).isEqualTo(TaskState.RESTARTING);
    WorkerInfo worker = new WorkerInfo("w1", "host", 1, 1, List.of("default"));
    assertThat(engine.api.heartbeat(worker, List.of(old.token()))).containsExactly(old.token());
    engine.after(Engine.LEASE);
    WorkItem again = engine.start("w2", 1).get(0);
    assertThat(again.task().tryNumber()).isEqualTo(2);
    assertThat(engine.succeed(again)).isEqualTo(Answer.OK);
  }

  @Test
  void c98_aTryThatFailedLeavesNoResults() {
    Engine engine = engine(1);
    WorkItem first = engine.start("w", 1).get(0);
    Map<String, String> pushed = Map.of("k", "1");
    engine.api.finish(
        first.token(), new FinishReport(FinishReport.End.FAILED, "it broke", pushed, null, null));
    engine.after(MINUTE);
    WorkItem second = engine.start("w", 1).get(0);
    assertThat(engine.api.xcom(second.token(), "a", "k")).isEmpty();
  }

  @Test
  void c117_aStartMayBeRepeatedByItsHolderAndByNobodyElse() {
    Engine engine = engine(0);
    WorkItem item = engine.claim("w1", 1).get(0);
    assertThat(engine.begin("w1", item)).isEqualTo(Answer.OK);
    TaskInstance running = engine.task(engine.run("d"), "a");
    assertThat(engine.begin("w1", item)).as("its first answer was lost").isEqualTo(Answer.OK);
    AttemptToken other = new AttemptToken(item.token().taskInstanceId(), new UUID(9, 9));
    StartReport report = new StartReport("w2", "host", 8);
    assertThat(engine.api.start(List.of(other), report)).containsExactly(other);
    assertThat(engine.task(engine.run("d"), "a")).isEqualTo(running);
  }

  @Test
  void c118_anEndThatComesAfterTheTaskWasMarkedChangesNothing() {
    Engine engine = engine(0);
    DagRun run = engine.run("d");
    WorkItem item = engine.start("w1", 1).get(0);
    engine.orders.mark("d", run.runId(), Selection.of("a"), TaskState.FAILED, "anna");
    engine.hand.settle();
    assertThat(engine.succeed(item)).isEqualTo(Answer.GONE);
    assertThat(engine.states("d")).containsEntry("a", "failed");
  }
}
