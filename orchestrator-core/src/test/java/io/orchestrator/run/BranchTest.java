package io.orchestrator.run;

import static io.orchestrator.run.TaskState.NONE;
import static io.orchestrator.run.TaskState.RUNNING;
import static io.orchestrator.run.TaskState.SCHEDULED;
import static io.orchestrator.run.TaskState.SKIPPED;
import static io.orchestrator.run.TaskState.SUCCESS;
import static io.orchestrator.run.TaskState.UPSTREAM_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.DagBuilder;
import io.orchestrator.dag.Node;
import io.orchestrator.model.BranchDecision.Kind;
import io.orchestrator.model.TriggerRule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C31 to C36: branches, short circuits and how skips go on. */
class BranchTest {

  private static void forked(DagBuilder d, TriggerRule joinRule) {
    var size = d.task("size", c -> 1);
    var a = d.task("a", c -> 1);
    var b = d.task("b", c -> 1);
    d.when("branch", size, s -> s > 0).then(a).otherwise(b);
    Node.all(a, b).then(d.task("join", c -> 1).rule(joinRule));
  }

  private static Story atBranch(TriggerRule joinRule) {
    return Story.of(d -> forked(d, joinRule)).plan().succeed("size").plan();
  }

  @Test
  @DisplayName("C31 the side not chosen is skipped, and with it an all_success join")
  void theOtherSideIsSkipped() {
    Story story = atBranch(TriggerRule.ALL_SUCCESS).decide("branch", Kind.FOLLOW, "a").plan();
    assertThat(story.states("a", "b", "join")).containsExactly(SCHEDULED, SKIPPED, SKIPPED);
    assertThat(story.row("b").reason()).isEqualTo("branch branch decided");
  }

  @Test
  @DisplayName("C31 a none_failed_min_one_success join runs")
  void aForgivingJoinRuns() {
    Story story =
        atBranch(TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
            .decide("branch", Kind.FOLLOW, "a")
            .plan()
            .succeed("a")
            .plan();
    assertThat(story.states("b", "join")).containsExactly(SKIPPED, SCHEDULED);
  }

  @Test
  @DisplayName("C32 a direct downstream that is also below the chosen one is not skipped")
  void whatIsBelowTheChosenIsKept() {
    Story story =
        Story.of(
            d -> {
              var size = d.task("size", c -> 1);
              var a = d.task("a", c -> 1);
              var join = d.task("join", c -> 1);
              d.when("branch", size, s -> s > 0).then(a).otherwise(join);
              a.then(join);
            });
    story.plan().succeed("size").plan().decide("branch", Kind.FOLLOW, "a").plan();
    assertThat(story.states("a", "join")).containsExactly(SCHEDULED, NONE);
    story.succeed("a").plan();
    assertThat(story.state("join")).isEqualTo(SCHEDULED);
  }

  @Test
  @DisplayName("C33 a branch that chooses nothing skips all its direct downstreams")
  void choosingNothingSkipsAll() {
    Story story = atBranch(TriggerRule.ALL_SUCCESS).decide("branch", Kind.FOLLOW).plan();
    assertThat(story.states("a", "b", "join")).containsOnly(SKIPPED);
    assertThat(story.runState()).isEqualTo(RunState.SUCCESS);
  }

  @Test
  @DisplayName("C34 a skipped child that is cleared without its branch is skipped again")
  void aClearedChildIsSkippedAgain() {
    Story story =
        atBranch(TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
            .decide("branch", Kind.FOLLOW, "a")
            .plan()
            .succeed("a")
            .plan()
            .succeed("join")
            .plan();
    assertThat(story.runState()).isEqualTo(RunState.SUCCESS);
    story.clear(ClearPlan.Selection.of("b"));
    assertThat(story.state("b")).isEqualTo(NONE);
    story.plan();
    assertThat(story.state("b")).isEqualTo(SKIPPED);
    assertThat(story.runState()).isEqualTo(RunState.SUCCESS);
  }

  @Test
  void aClearedBranchDecidesAnew() {
    Story story =
        atBranch(TriggerRule.ALL_SUCCESS).decide("branch", Kind.FOLLOW, "a").plan().succeed("a");
    story
        .clear(
            new ClearPlan.Selection(java.util.List.of("branch"), false, true, ClearPlan.Only.ANY))
        .plan();
    assertThat(story.states("branch", "a", "b")).containsExactly(SCHEDULED, NONE, NONE);
    story.decide("branch", Kind.FOLLOW, "b").plan();
    assertThat(story.states("a", "b")).containsExactly(SKIPPED, SCHEDULED);
  }

  @Test
  void aBranchNeverSkipsWhatIsAlreadyRunning() {
    Story story = atBranch(TriggerRule.ALL_SUCCESS);
    story.given("b", RUNNING).decide("branch", Kind.FOLLOW, "a").plan();
    assertThat(story.state("b")).isEqualTo(RUNNING);
  }

  private static Story gate(boolean ignoreRules) {
    return Story.of(
        d -> {
          var size = d.task("size", c -> 1);
          d.shortCircuit("gate", size, s -> s > 0)
              .ignoreDownstreamTriggerRules(ignoreRules)
              .then(d.task("x", c -> 1))
              .then(d.task("y", c -> 1).rule(TriggerRule.ALL_DONE));
        });
  }

  @Test
  @DisplayName("C35 a closed short circuit skips everything below, whatever its rule")
  void aClosedGateSkipsEverything() {
    Story story = gate(true).plan().succeed("size").plan().decide("gate", Kind.STOP_ALL).plan();
    assertThat(story.states("x", "y")).containsOnly(SKIPPED);
    assertThat(story.runState()).isEqualTo(RunState.SUCCESS);
  }

  @Test
  @DisplayName("C35 with ignore_downstream_trigger_rules=false only the direct ones are skipped")
  void aGateMayLeaveTheRestToItsRules() {
    Story story = gate(false).plan().succeed("size").plan().decide("gate", Kind.STOP_DIRECT).plan();
    assertThat(story.states("x", "y")).containsExactly(SKIPPED, SCHEDULED);
  }

  @Test
  void anOpenGateChangesNothing() {
    Story story = gate(true).plan().succeed("size").plan().decide("gate", Kind.CONTINUE).plan();
    assertThat(story.states("x", "y")).containsExactly(SCHEDULED, NONE);
  }

  @Test
  @DisplayName("C36 skips go on along all_success and stop at none_failed, in one plan")
  void skipsGoOnUntilARuleThatBearsThem() {
    Story story =
        Story.of(
            d ->
                d.task("a", c -> 1)
                    .then(d.task("b", c -> 1))
                    .then(d.task("c", c -> 1))
                    .then(d.task("e", c -> 1).rule(TriggerRule.NONE_FAILED)));
    story.plan().skipItself("a").plan();
    assertThat(story.states("a", "b", "c", "e"))
        .containsExactly(SKIPPED, SKIPPED, SKIPPED, SCHEDULED);
  }

  @Test
  void emptyTasksSucceedInTheSamePlan() {
    Story story =
        Story.of(
            d ->
                d.task("a", c -> 1)
                    .then(d.empty("b"))
                    .then(d.empty("c"))
                    .then(d.task("e", c -> 1)));
    story.plan().succeed("a").plan();
    assertThat(story.states("b", "c", "e")).containsExactly(SUCCESS, SUCCESS, SCHEDULED);
    assertThat(story.row("b").tryNumber()).isEqualTo(1);
    assertThat(story.row("b").times().startDate()).isEqualTo(story.row("b").times().endDate());
  }

  @Test
  void anEmptyTaskBehindAFailureFailsWithIt() {
    Story story = Story.of(d -> d.task("a", c -> 1).then(d.empty("b")));
    story.plan().fail("a").plan();
    assertThat(story.state("b")).isEqualTo(UPSTREAM_FAILED);
  }
}
