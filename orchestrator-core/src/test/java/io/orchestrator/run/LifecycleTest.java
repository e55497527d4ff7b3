package io.orchestrator.run;

import static io.orchestrator.run.TaskState.DEFERRED;
import static io.orchestrator.run.TaskState.FAILED;
import static io.orchestrator.run.TaskState.NONE;
import static io.orchestrator.run.TaskState.RESTARTING;
import static io.orchestrator.run.TaskState.RUNNING;
import static io.orchestrator.run.TaskState.SCHEDULED;
import static io.orchestrator.run.TaskState.SKIPPED;
import static io.orchestrator.run.TaskState.SUCCESS;
import static io.orchestrator.run.TaskState.UPSTREAM_FAILED;
import static io.orchestrator.run.TaskState.UP_FOR_RESCHEDULE;
import static io.orchestrator.run.TaskState.UP_FOR_RETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.model.BranchDecision.Kind;
import io.orchestrator.model.TriggerRule;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.TaskLifecycle.Entry;
import io.orchestrator.testkit.ProjectFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lifecycle tables: every declared change is taken, every other is refused. */
class LifecycleTest {

  @Test
  void everyDeclaredChangeIsTakenBySomeStory() {
    Set<Entry> taken = new LinkedHashSet<>();
    Stream.of(worker(), planner(), administration(), undone())
        .flatMap(List::stream)
        .forEach(story -> taken.addAll(story.taken()));
    Set<Entry> missing = new LinkedHashSet<>(TaskLifecycle.entries());
    missing.removeAll(taken);
    assertThat(missing).as("declared, but never taken").isEmpty();
    assertThat(TaskLifecycle.entries()).containsAll(taken);
  }

  /** What workers do, or fail to do. */
  private static List<Story> worker() {
    return List.of(
        single(0).plan().succeed("t"),
        single(0).plan().skipItself("t"),
        single(0).plan().fail("t"),
        single(1).plan().fail("t").pass(Duration.ofDays(1)).plan(),
        single(0).plan().claim("t").lose("t"),
        single(0).plan().claimConnected("t").handBack("t"),
        single(0).plan().start("t").lose("t"),
        single(1).plan().start("t").lose("t"),
        single(0).plan().notReady("t", Duration.ZERO).plan(),
        single(0).plan().start("t").clear(Selection.of("t")).lose("t"));
  }

  /** What the planner decides about tasks that are not begun, or between two tries. */
  private static List<Story> planner() {
    Story empty = Story.of(d -> d.empty("t")).plan();
    Stream<Story> ruled =
        Stream.of(NONE, UP_FOR_RETRY, UP_FOR_RESCHEDULE)
            .flatMap(
                state ->
                    Stream.of(
                        below(SUCCESS).given("t", state).plan(),
                        below(SKIPPED).given("t", state).plan(),
                        below(FAILED).given("t", state).plan()));
    return Stream.concat(Stream.of(empty), ruled).toList();
  }

  /** What people order, in every state they may order it in. */
  private static List<Story> administration() {
    return Arrays.stream(TaskState.values())
        .flatMap(
            state ->
                Stream.of(
                    single(0).given("t", state).clear(Selection.of("t")),
                    single(0).given("t", state).mark(Selection.of("t"), SUCCESS),
                    single(0).given("t", state).mark(Selection.of("t"), FAILED),
                    single(0).given("t", state).mark(Selection.of("t"), SKIPPED),
                    single(0).given("t", state).endRun(RunState.FAILED),
                    single(0).given("t", state).endRun(RunState.SUCCESS),
                    single(0).given("t", state).pass(Duration.ofDays(2)).plan()))
        .toList();
  }

  /** What people take back: an order, or what the planner made of one. */
  private static List<Story> undone() {
    return Arrays.stream(TaskState.values())
        .filter(state -> !state.executing())
        .flatMap(
            was ->
                Stream.of(
                    ordered(was, NONE),
                    ordered(was, SCHEDULED),
                    ordered(was, SUCCESS),
                    ordered(was, FAILED),
                    ordered(was, SKIPPED),
                    ordered(was, UPSTREAM_FAILED)))
        .toList();
  }

  private static Story ordered(TaskState was, TaskState then) {
    Story story = single(1).given("t", was);
    UndoPlan.Before before = story.before("t");
    return story.given("t", then).undo(before);
  }

  private static Story single(int retries) {
    return Story.of(
        d -> {
          d.runTimeout(Duration.ofHours(30));
          d.task("t", c -> 1).retries(retries);
        });
  }

  private static Story below(TaskState upstream) {
    return Story.of(d -> d.task("up", c -> 1).then(d.task("t", c -> 1))).given("up", upstream);
  }

  @Test
  void everyChangeThatIsNotDeclaredIsRefusedByName() {
    Story story = single(0);
    for (TaskState from : TaskState.values()) {
      TaskInstance row = story.given("t", from).row("t");
      for (TransitionCause cause : TransitionCause.values()) {
        for (TaskState to : TaskState.values()) {
          if (!TaskLifecycle.entries().contains(new Entry(from, cause, to))) {
            assertThatThrownBy(() -> TaskTransition.of(row, to, cause, story.now()))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessage(
                    "A task instance cannot go from %s to %s by %s. Nothing was changed."
                        + " This is a defect of Orchestrator; please report it.",
                    from.wireName(), to.wireName(), cause);
          }
        }
      }
    }
  }

  @Test
  void finishedTasksMoveOnlyByOrderOfAPerson() {
    assertThat(TaskLifecycle.entries().stream().filter(e -> e.from().finished()))
        .allMatch(
            e ->
                Set.of(TransitionCause.CLEARED, TransitionCause.MARKED, TransitionCause.UNDONE)
                    .contains(e.cause()));
  }

  @Test
  void noChangeLeadsWhereItBegan() {
    assertThat(TaskLifecycle.entries()).noneMatch(e -> e.from() == e.to());
  }

  @Test
  void everyStateThatIsReachedCanBeLeft() {
    Set<TaskState> from = new LinkedHashSet<>();
    TaskLifecycle.entries().forEach(e -> from.add(e.from()));
    assertThat(from).containsExactlyInAnyOrder(TaskState.values());
  }

  @Test
  void aDecisionIsForgottenWhenTheBranchStartsAnew() {
    Story story =
        Story.of(
                d -> {
                  var size = d.task("size", c -> 1);
                  d.when("branch", size, s -> s > 0)
                      .then(d.task("a", c -> 1))
                      .otherwise(d.task("b", c -> 1).rule(TriggerRule.ALL_DONE));
                })
            .plan()
            .succeed("size")
            .plan()
            .decide("branch", Kind.FOLLOW, "a");
    assertThat(story.row("branch").decision()).isNotNull();
    assertThat(story.clear(Selection.of("branch")).row("branch").decision()).isNull();
  }

  @Test
  void everyChangeOfARunIsTakenOrRefused() {
    Map<RunState, Set<RunState>> legal =
        Map.of(
            RunState.QUEUED, Set.of(RunState.RUNNING, RunState.SUCCESS, RunState.FAILED),
            RunState.RUNNING, Set.of(RunState.SUCCESS, RunState.FAILED),
            RunState.SUCCESS, Set.of(RunState.QUEUED, RunState.FAILED),
            RunState.FAILED, Set.of(RunState.QUEUED, RunState.SUCCESS));
    Instant at = Story.START.plusSeconds(60);
    for (RunState from : RunState.values()) {
      DagRun run = single(0).givenRun(from).snapshot().run();
      for (RunState to : RunState.values()) {
        boolean allowed = legal.getOrDefault(from, Set.of()).contains(to);
        assertThat(RunLifecycle.allows(from, to)).as("%s to %s", from, to).isEqualTo(allowed);
        if (allowed) {
          assertThat(new RunTransition(run, to, "", at).after().state()).isEqualTo(to);
        } else {
          assertThatThrownBy(() -> new RunTransition(run, to, "", at))
              .isInstanceOf(IllegalTransitionException.class)
              .hasMessageStartingWith(
                  "A run cannot go from %s to %s. Nothing was changed.",
                  from.wireName(), to.wireName());
        }
      }
    }
  }

  @Test
  void whatHoldsAWorkerHasAnEpochAndNothingElseHas() {
    for (TaskState state : List.of(RUNNING, RESTARTING, DEFERRED)) {
      for (RunState end : List.of(RunState.SUCCESS, RunState.FAILED)) {
        Story story = single(0).given("t", state).endRun(end);
        assertThat(story.row("t").epoch()).as("%s", state).isNull();
      }
    }
  }

  @Test
  void theDiagramsInTheDocumentsAreThoseOfTheTables() {
    ProjectFiles.compare("docs/reference/states.md", "task", StateDiagrams.tasks());
    ProjectFiles.compare("docs/reference/states.md", "orders", StateDiagrams.orders());
    ProjectFiles.compare("docs/reference/states.md", "run", StateDiagrams.runs());
  }
}
