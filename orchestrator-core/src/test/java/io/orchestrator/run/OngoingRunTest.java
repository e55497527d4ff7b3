package io.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.model.BranchDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What is planned change by change is what the whole walk plans. Random DAGs whose tasks end in
 * random ways and order; a failure names the seed.
 */
class OngoingRunTest {
  private static final int GRAPHS = 10_000;
  private static final Map<BranchDecision.Kind, List<String>> DECISIONS =
      Map.of(
          BranchDecision.Kind.FOLLOW, List.of("t1"),
          BranchDecision.Kind.STOP_ALL, List.of(),
          BranchDecision.Kind.STOP_DIRECT, List.of(),
          BranchDecision.Kind.CONTINUE, List.of());

  private final Set<String> met = new HashSet<>();

  @Test
  void thePlanAfterAChangeIsThatOfTheWholeRun() {
    for (long seed = 1; seed <= GRAPHS; seed++) {
      Random random = new Random(seed);
      Story story = Story.of(d -> RandomDags.add(d, new Random(random.nextLong()), 12));
      OngoingRun ongoing = ongoing(story);
      for (int steps = 0; !story.runState().finished() && steps < 300; steps++) {
        comparePlans(story, ongoing, "seed " + seed + ", step " + steps);
        if (story.runState().finished()) {
          break;
        }
        if (step(story, random)) {
          follow(story, ongoing);
        } else {
          // What others do to a run is not followed: it is read again.
          ongoing = ongoing(story);
        }
      }
      assertThat(story.runState().finished()).as("seed " + seed).isTrue();
    }
    assertThat(met)
        .as("the stories tell of all kinds of change")
        .contains("scheduled", "skipped", "upstream_failed", "success", "the end");
  }

  private void comparePlans(Story story, OngoingRun ongoing, String about) {
    RunPlan narrow = ongoing.plan(story.now());
    RunPlan whole = story.plan().lastPlan();
    assertThat(told(narrow)).as(about).isEqualTo(told(whole));
    assertThat(narrow.end().map(RunTransition::to)).as(about).isEqualTo(end(whole));
    assertThat(narrow.end().map(RunTransition::reason))
        .as(about)
        .isEqualTo(whole.end().map(RunTransition::reason));
    narrow.transitions().forEach(change -> ongoing.put(change.after()));
    narrow.end().ifPresent(end -> ongoing.put(end.after()));
    whole.transitions().forEach(change -> met.add(change.to().wireName()));
    whole.end().ifPresent(end -> met.add("the end"));
  }

  private static Optional<RunState> end(RunPlan plan) {
    return plan.end().map(RunTransition::to);
  }

  /** What changes, and in what words. */
  private static Set<String> told(RunPlan plan) {
    return plan.transitions().stream()
        .map(t -> t.before().taskId() + " " + t.cause() + " " + t.to() + " " + t.reason())
        .collect(Collectors.toSet());
  }

  private static OngoingRun ongoing(Story story) {
    RunSnapshot now = story.snapshot();
    return new OngoingRun(now.run(), now.dag(), now.tasks(), now.dagPaused());
  }

  private static void follow(Story story, OngoingRun ongoing) {
    Map<UUID, TaskInstance> known =
        ongoing.tasks().stream().collect(Collectors.toMap(TaskInstance::id, Function.identity()));
    for (TaskInstance task : story.snapshot().tasks()) {
      if (!task.equals(known.get(task.id()))) {
        ongoing.put(task);
      }
    }
  }

  /** Whether it is a change that a scheduler makes itself. */
  private static boolean step(Story story, Random random) {
    List<String> open = new ArrayList<>();
    for (TaskInstance task : story.snapshot().tasks()) {
      if (task.state() == TaskState.SCHEDULED || task.state().executing()) {
        open.add(task.taskId());
      }
    }
    if (open.isEmpty()) {
      story.pass(Duration.ofMinutes(10));
      return true;
    }
    for (int more = random.nextInt(3); more >= 0 && !open.isEmpty(); more--) {
      String id = open.remove(random.nextInt(open.size()));
      switch (random.nextInt(12)) {
        case 0 -> story.fail(id);
        case 1 -> story.skipItself(id);
        case 2 -> story.start(id).lose(id);
        case 3 -> story.failFinally(id);
        case 4 -> story.start(id);
        case 5 -> story.notReady(id, Duration.ofMinutes(1));
        case 6 -> decide(story, id, random);
        case 7 -> {
          story.start(id).clear(ClearPlan.Selection.of(id)).lose(id);
          return false;
        }
        default -> story.succeed(id);
      }
    }
    return true;
  }

  private static void decide(Story story, String id, Random random) {
    if (random.nextInt(4) > 0) {
      story.succeed(id);
      return;
    }
    List<BranchDecision.Kind> kinds = List.copyOf(DECISIONS.keySet());
    BranchDecision.Kind kind = kinds.get(random.nextInt(kinds.size()));
    story.decide(id, kind, DECISIONS.getOrDefault(kind, List.of()).toArray(String[]::new));
  }

  @Test
  void aRunThatTakesTooLongEndsAsByTheWholeWalk() {
    Story story =
        Story.of(
            d -> d.runTimeout(Duration.ofMinutes(5)).task("a", c -> 1).then(d.task("b", c -> 1)));
    OngoingRun ongoing = ongoing(story);
    comparePlans(story, ongoing, "in time");
    story.start("a");
    follow(story, ongoing);
    story.pass(Duration.ofMinutes(6));
    Instant late = story.now();
    assertThat(ongoing.plan(late).end()).isPresent();
    comparePlans(story, ongoing, "too late");
  }
}
