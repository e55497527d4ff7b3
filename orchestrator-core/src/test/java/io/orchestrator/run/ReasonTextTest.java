package io.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.orchestrator.model.TriggerRule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every reason has its words, with its numbers in them. */
class ReasonTextTest {
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

  private static Map<WaitReason, String> words() {
    Map<WaitReason, String> words = new LinkedHashMap<>();
    rules(words);
    limits(words);
    progress(words);
    return words;
  }

  private static void rules(Map<WaitReason, String> words) {
    words.put(
        new WaitReason.UpstreamNotDone(
            TriggerRule.ALL_SUCCESS,
            6,
            Map.of(
                TaskState.SUCCESS, List.of("a"),
                TaskState.NONE, List.of("b", "c", "e", "f"),
                TaskState.UP_FOR_RETRY, List.of("g"))),
        "1 of 6 upstream tasks have ended, rule all_success:"
            + " b, c, e and 1 more are not started, g is up for retry.");
    words.put(
        new WaitReason.RetryDelay(NOW.plusSeconds(125), 2, 3, "boom"),
        "It failed and waits to retry. Try 2 of 3 starts at 10:02:05, in 2 m 05 s.");
    words.put(
        new WaitReason.NextPoke(NOW.plusSeconds(30), ""),
        "The sensor looks again at 10:00:30, in 30 s.");
    words.put(
        new WaitReason.PreviousRun("load", "run1", TaskState.FAILED),
        "Depends on past: load is failed in the previous run run1."
            + " It goes on when that is success or skipped.");
    words.put(
        new WaitReason.PreviousRunDownstream("report", "run1", TaskState.RUNNING),
        "Waits for downstream: report is running in the previous run run1.");
  }

  private static void limits(Map<WaitReason, String> words) {
    words.put(
        new WaitReason.PoolFull("db", 2, 3, 4, List.of("a", "b")),
        "Pool db is full: 3 of 4 slots are taken, 2 needed. Held by a, b.");
    words.put(
        new WaitReason.PoolTooSmall("db", 5, 4),
        "It needs 5 slots, but pool db has only 4: it can never run. Give the pool more slots.");
    words.put(new WaitReason.PoolMissing("db"), "There is no pool db. Create it under Pools.");
    words.put(
        new WaitReason.RunTaskLimit(16, 16),
        "16 tasks of this run are active; max_active_tasks is 16.");
    words.put(
        new WaitReason.TaskLimitAcrossRuns("load", 3, 2),
        "3 instances of load are active over all runs; its limit is 2.");
    words.put(
        new WaitReason.TaskLimitInRun("load", 2, 2),
        "2 instances of load are active in this run; its limit is 2.");
  }

  private static void progress(Map<WaitReason, String> words) {
    words.put(new WaitReason.WaitsForWorker(), "It is ready and waits for a worker to take it.");
    words.put(
        new WaitReason.NoFreeWorker(2, 8, 8, List.of("nightly (7 tasks)", "etl (1 task)")),
        "It is ready. 8 of 8 slots on 2 workers are busy. Held by nightly (7 tasks), etl (1 task).");
    words.put(
        new WaitReason.NoWorkerForQueue("gpu", List.of()),
        "It is ready, but no worker lives. Start one that serves queue gpu.");
    words.put(
        new WaitReason.NoWorkerForQueue("gpu", List.of("default", "etl")),
        "It is ready, but no live worker serves queue gpu. Those that live serve default, etl.");
    words.put(
        new WaitReason.Starting("w1", NOW.minusSeconds(2)),
        "It starts on w1, since 09:59:58, 2 s.");
    words.put(
        new WaitReason.Running("w1", NOW.minusSeconds(3_900)),
        "It runs on w1, since 08:55:00, 1 h 05 m.");
    words.put(
        new WaitReason.Restarting("w1"),
        "It was cleared while it ran. w1 ends the old process first.");
    words.put(
        new WaitReason.DagPaused("etl"), "etl is paused: nothing new starts. Unpause it to go on.");
    words.put(
        new WaitReason.RunLimit(1, 1, List.of("run1")),
        "1 of 1 allowed runs are running: it waits for run1.");
    words.put(
        new WaitReason.NotBefore(NOW.plusSeconds(90)),
        "It starts in 1 m 30 s, at 2026-01-01T10:01:30Z.");
    words.put(new WaitReason.NotPlannedYet(), "The scheduler has not looked at it yet.");
    words.put(new WaitReason.Trouble("It cannot be read."), "It cannot be read.");
    words.put(
        new WaitReason.RunOver(RunState.FAILED),
        "The run ended as failed before this task was reached.");
  }

  @TestFactory
  Stream<DynamicTest> everyReasonHasItsSentence() {
    return words().entrySet().stream()
        .map(
            e ->
                dynamicTest(
                    e.getKey().getClass().getSimpleName(),
                    () ->
                        assertThat(ReasonText.of(e.getKey(), ZoneOffset.UTC, NOW))
                            .isEqualTo(e.getValue())));
  }

  @Test
  void noReasonIsForgottenHere() {
    assertThat(words().keySet().stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(WaitReason.class.getPermittedSubclasses());
  }

  @Test
  void everyReasonHasAirflowsNameOfItsDependency() {
    assertThat(words().keySet().stream().map(ReasonText::name).distinct())
        .containsExactlyInAnyOrder(
            "Trigger Rule",
            "Not In Retry Period",
            "Ready To Reschedule",
            "Previous Dagrun State",
            "Pool Slots Available",
            "Task Concurrency",
            "Trouble",
            "Worker",
            "Dag Not Paused",
            "Dagrun Running",
            "Run Date");
  }

  @Test
  void theClockIsTheReadersAndThePastIsNow() {
    WaitReason retry = new WaitReason.RetryDelay(NOW.minusSeconds(1), 2, 3, "");
    assertThat(ReasonText.of(retry, ZoneId.of("Europe/Berlin"), NOW))
        .isEqualTo("It failed and waits to retry. Try 2 of 3 starts at 10:59:59, now.");
  }
}
