package io.orchestrator.run;

import static io.orchestrator.run.TaskState.DEFERRED;
import static io.orchestrator.run.TaskState.FAILED;
import static io.orchestrator.run.TaskState.NONE;
import static io.orchestrator.run.TaskState.QUEUED;
import static io.orchestrator.run.TaskState.REMOVED;
import static io.orchestrator.run.TaskState.RESTARTING;
import static io.orchestrator.run.TaskState.RUNNING;
import static io.orchestrator.run.TaskState.SCHEDULED;
import static io.orchestrator.run.TaskState.SKIPPED;
import static io.orchestrator.run.TaskState.SUCCESS;
import static io.orchestrator.run.TaskState.UPSTREAM_FAILED;
import static io.orchestrator.run.TaskState.UP_FOR_RESCHEDULE;
import static io.orchestrator.run.TaskState.UP_FOR_RETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.orchestrator.model.TriggerRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** C1 to C8: what each trigger rule makes of its upstreams. */
class TriggerRuleTest {
  private static final List<TaskState> OPEN =
      List.of(
          NONE, SCHEDULED, QUEUED, RUNNING, RESTARTING, UP_FOR_RETRY, UP_FOR_RESCHEDULE, DEFERRED);

  /** Airflow's table, but for the column SR: a removed upstream does not count (C7). */
  private static final String TABLE =
      """
      rule                        SS  SF  FF  SK  KK  FK  SU  UU  UK  SR  S-  F-  K-  U-  --
      all_success                 run UF  UF  SK  SK  UF  UF  UF  UF  run .   UF  SK  UF  .
      all_failed                  SK  SK  run SK  SK  SK  SK  run SK  SK  SK  .   SK  .   .
      all_done                    run run run run run run run run run run .   .   .   .   .
      all_done_min_one_success    run run UF  SK  SK  SK  run UF  SK  run .   .   SK  .   .
      one_success                 run run UF  run SK  UF  run UF  UF  run run .   .   .   .
      one_failed                  SK  run run SK  SK  run run run run SK  .   run .   run .
      one_done                    run run run run SK  run run SK  SK  run run run .   .   .
      none_failed                 run UF  UF  run run UF  UF  UF  UF  run .   UF  .   UF  .
      none_failed_min_one_success run UF  UF  run SK  UF  UF  UF  UF  run .   UF  .   UF  .
      none_skipped                run run run SK  SK  SK  run run SK  run .   .   SK  .   .
      all_skipped                 SK  SK  SK  SK  run SK  SK  SK  SK  SK  SK  SK  .   SK  .
      always                      run run run run run run run run run run run run run run run
      """;

  @TestFactory
  @DisplayName("C1 every rule with every pair of upstreams, in both orders")
  Stream<DynamicTest> everyCellOfTheTable() {
    List<String> lines = TABLE.lines().toList();
    String[] pairs = lines.get(0).split(" +");
    return lines.stream()
        .skip(1)
        .map(line -> line.split(" +"))
        .flatMap(
            row ->
                Stream.iterate(1, i -> i < row.length, i -> i + 1)
                    .map(i -> cell(row[0], pairs[i], row[i])));
  }

  private static DynamicTest cell(String rule, String pair, String expected) {
    return dynamicTest(
        "C1 " + rule + " " + pair + " " + expected,
        () -> {
          for (TaskState first : states(pair.charAt(0))) {
            for (TaskState second : states(pair.charAt(1))) {
              assertThat(verdict(rule, first, second)).as("%s", first).isEqualTo(expected);
              assertThat(verdict(rule, second, first)).as("%s", second).isEqualTo(expected);
            }
          }
        });
  }

  @Test
  @DisplayName("C1 the table has a line for every rule and 15 columns")
  void theTableIsComplete() {
    assertThat(TABLE.lines().skip(1).map(l -> l.split(" +")[0]))
        .containsExactly(
            Stream.of(TriggerRule.values()).map(TriggerRule::wireName).toArray(String[]::new));
    assertThat(TABLE.lines()).allSatisfy(l -> assertThat(l.split(" +")).hasSize(16));
  }

  @Test
  void theVerdictOnManyUpstreamsIsTheOneThatTheTableGivesForTheirKinds() {
    for (long seed = 1; seed <= 3_000; seed++) {
      Random random = new Random(seed);
      List<TaskState> upstreams = upstreams(random);
      for (TriggerRule rule : TriggerRule.values()) {
        assertThat(RuleVerdict.of(rule, UpstreamCounts.of(upstreams)))
            .as("seed %d, rule %s, upstreams %s", seed, rule, upstreams)
            .isEqualTo(TriggerRuleOracle.verdict(rule, upstreams));
      }
    }
  }

  @Test
  void onceAllUpstreamsHaveEndedNoRuleWaits() {
    for (long seed = 1; seed <= 1_000; seed++) {
      Random random = new Random(seed);
      List<TaskState> upstreams = upstreams(random).stream().filter(TaskState::finished).toList();
      for (TriggerRule rule : TriggerRule.values()) {
        assertThat(RuleVerdict.of(rule, UpstreamCounts.of(upstreams)))
            .as("seed %d, rule %s, upstreams %s", seed, rule, upstreams)
            .isNotEqualTo(RuleVerdict.WAIT);
      }
    }
  }

  private static List<TaskState> upstreams(Random random) {
    List<TaskState> pool = new ArrayList<>(List.of(TaskState.values()));
    Collections.shuffle(pool, random);
    List<TaskState> kinds = pool.subList(0, 1 + random.nextInt(4));
    List<TaskState> result = new ArrayList<>();
    for (int i = random.nextInt(7); i >= 0; i--) {
      result.add(kinds.get(random.nextInt(kinds.size())));
    }
    return result;
  }

  @Test
  @DisplayName("C2 a failure is handed down: the grandchild has it from its own upstream")
  void aFailureIsHandedDown() {
    Story story =
        Story.of(d -> d.task("a", c -> 1).then(d.task("b", c -> 1)).then(d.task("c", c -> 1)));
    story.plan().fail("a").plan();
    assertThat(story.states("b", "c")).containsExactly(UPSTREAM_FAILED, UPSTREAM_FAILED);
    assertThat(story.row("c").reason()).isEqualTo("upstream b failed, rule all_success");
    assertThat(story.runState()).isEqualTo(RunState.FAILED);
  }

  @Test
  @DisplayName("C3 all_done runs after a failure, and its own downstream decides the run")
  void allDoneRunsAfterAFailure() {
    Story story =
        Story.of(
            d ->
                d.task("a", c -> 1)
                    .then(d.task("b", c -> 1).rule(TriggerRule.ALL_DONE))
                    .then(d.task("c", c -> 1)));
    story.plan().fail("a").plan().succeed("b").plan().succeed("c").plan();
    assertThat(story.runState()).isEqualTo(RunState.SUCCESS);
  }

  @Test
  @DisplayName("C4 one_failed starts before the other upstream has ended")
  void oneFailedDoesNotWait() {
    Story story = twoUpstreams(TriggerRule.ONE_FAILED);
    story.plan().start("a").fail("b").plan();
    assertThat(story.state("a")).isEqualTo(RUNNING);
    assertThat(story.state("c")).isEqualTo(SCHEDULED);
  }

  @Test
  @DisplayName("C5 all_failed counts upstream_failed as failed")
  void allFailedCountsUpstreamFailed() {
    Story story = twoUpstreams(TriggerRule.ALL_FAILED);
    story.given("a", UPSTREAM_FAILED).given("b", FAILED).plan();
    assertThat(story.state("c")).isEqualTo(SCHEDULED);
  }

  @Test
  @DisplayName("C6 one_done does not count upstream_failed")
  void oneDoneDoesNotCountUpstreamFailed() {
    Story story = twoUpstreams(TriggerRule.ONE_DONE);
    story.given("a", UPSTREAM_FAILED).given("b", UPSTREAM_FAILED).plan();
    assertThat(story.state("c")).isEqualTo(SKIPPED);
  }

  @Test
  @DisplayName("C7 removed upstreams do not block, where Airflow lets them")
  void removedUpstreamsDoNotBlock() {
    Story story = twoUpstreams(TriggerRule.ALL_SUCCESS);
    story.given("a", SUCCESS).given("b", REMOVED).plan();
    assertThat(story.state("c")).isEqualTo(SCHEDULED);
  }

  @Test
  @DisplayName("C8 always starts at once, beside its upstreams")
  void alwaysStartsAtOnce() {
    Story story = twoUpstreams(TriggerRule.ALWAYS);
    story.plan();
    assertThat(story.states("a", "b", "c")).containsOnly(SCHEDULED);
  }

  private static Story twoUpstreams(TriggerRule rule) {
    return Story.of(
        d -> {
          var c = d.task("c", x -> 1).rule(rule);
          d.task("a", x -> 1).then(c);
          d.task("b", x -> 1).then(c);
        });
  }

  private static String verdict(String rule, TaskState first, TaskState second) {
    TriggerRule named =
        Stream.of(TriggerRule.values()).filter(r -> r.wireName().equals(rule)).findFirst().get();
    return switch (RuleVerdict.of(named, UpstreamCounts.of(List.of(first, second)))) {
      case RUN -> "run";
      case WAIT -> ".";
      case SKIP -> "SK";
      case UPSTREAM_FAILED -> "UF";
    };
  }

  private static List<TaskState> states(char letter) {
    return switch (letter) {
      case 'S' -> List.of(SUCCESS);
      case 'F' -> List.of(FAILED);
      case 'U' -> List.of(UPSTREAM_FAILED);
      case 'K' -> List.of(SKIPPED);
      case 'R' -> List.of(REMOVED);
      default -> OPEN;
    };
  }
}
