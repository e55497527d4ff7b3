package io.orchestrator.run;

import static io.orchestrator.run.ClaimSnapshot.Limits.UNLIMITED;
import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.run.ClaimSnapshot.Limits;
import io.orchestrator.run.ClaimSnapshot.PoolDemand;
import io.orchestrator.run.ClaimSnapshot.PoolUse;
import io.orchestrator.run.TaskInstance.Hold;
import io.orchestrator.run.TaskInstance.Status;
import io.orchestrator.run.TaskInstance.TaskTimes;
import io.orchestrator.run.TaskInstance.Tries;
import io.orchestrator.run.TaskInstance.Work;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C69 to C72: pools and limits, decided when workers claim. */
class ClaimPlannerTest {
  private static final int MANY = 100;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  @DisplayName("C69 a task that does not fit its pool does not block a smaller one behind it")
  void whatDoesNotFitDoesNotBlock() {
    Candidate big = candidate("p10", 1, "small", 2);
    Candidate little = candidate("p5", 1, "small", 1);
    ClaimPlan plan =
        ClaimPlanner.select(snapshot(List.of(big, little), Map.of("small", pool(2, 1))), MANY);
    assertThat(plan.chosen()).containsExactly(little);
    assertThat(why(plan, big))
        .isEqualTo("Pool small is full: 1 of 2 slots are taken, 2 needed. Held by d/other.");
  }

  @Test
  void poolsThatAreMissingTooSmallOrUnlimited() {
    Candidate missing = candidate("a", 1, "nowhere", 1);
    Candidate never = candidate("b", 1, "small", 3);
    Candidate free = candidate("c", 1, "endless", 1_000);
    Map<String, PoolUse> pools =
        Map.of("small", pool(2, 0), "endless", new PoolUse(-1, 50_000, List.of()));
    ClaimPlan plan = ClaimPlanner.select(snapshot(List.of(missing, never, free), pools), MANY);
    assertThat(plan.chosen()).containsExactly(free);
    assertThat(why(plan, missing)).isEqualTo("There is no pool nowhere. Create it under Pools.");
    assertThat(why(plan, never))
        .isEqualTo(
            "It needs 3 slots, but pool small has only 2: it can never run."
                + " Give the pool more slots.");
  }

  @Test
  @DisplayName("C71 max_active_tasks counts in each run by itself")
  void theTaskLimitCountsPerRun() {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      candidates.add(limited("t" + i, 1, 2, UNLIMITED, UNLIMITED));
      candidates.add(limited("t" + i, 2, 2, UNLIMITED, UNLIMITED));
    }
    ClaimPlan plan = ClaimPlanner.select(snapshot(candidates, Map.of("p", pool(99, 0))), MANY);
    assertThat(plan.chosen()).hasSize(4);
    assertThat(plan.chosen().stream().map(c -> c.task().runPk())).containsExactly(1L, 2L, 1L, 2L);
    assertThat(why(plan, candidates.get(9)))
        .isEqualTo("2 tasks of this run are active; max_active_tasks is 2.");
  }

  @Test
  @DisplayName("C72 a limit over all runs, and a limit in each run")
  void taskLimits() {
    List<Candidate> across =
        IntStream.rangeClosed(1, 3).mapToObj(r -> limited("t", r, MANY, 1, UNLIMITED)).toList();
    ClaimPlan one = ClaimPlanner.select(snapshot(across, Map.of("p", pool(99, 0))), MANY);
    assertThat(one.chosen()).hasSize(1);
    assertThat(why(one, across.get(2)))
        .isEqualTo("1 instances of t are active over all runs; its limit is 1.");
    List<Candidate> within =
        IntStream.rangeClosed(1, 3).mapToObj(r -> limited("t", r, MANY, UNLIMITED, 1)).toList();
    ClaimPlan three = ClaimPlanner.select(snapshot(within, Map.of("p", pool(99, 0))), MANY);
    assertThat(three.chosen()).hasSize(3);
  }

  @Test
  void theDagWithFewestSlotsIsNextAndPriorityDecidesAmongEquals() {
    List<Candidate> all =
        List.of(
            of("busy", 9, 0), of("busy", 8, 1), of("low", 1, 2), of("low", 1, 3), of("high", 5, 4));
    Map<String, PoolUse> pools = Map.of("p", pool(99, 2));
    ClaimPlan plan = ClaimPlanner.select(snapshot(all, pools, Map.of("busy", 1)), 4);
    assertThat(plan.chosen().stream().map(Candidate::dagId))
        .containsExactly("high", "low", "busy", "low");
    assertThat(plan.waiting()).containsOnlyKeys(all.get(1).task().id());
  }

  @Test
  void amongEqualsWhoHasWaitedForLongIsNext() {
    Candidate young = since(of("young", 9, 0), NOW.minusSeconds(14));
    Candidate old = since(of("old", 1, 1), NOW.minusSeconds(15));
    Candidate older = since(of("older", 1, 2), NOW.minusSeconds(16));
    ClaimPlan plan =
        ClaimPlanner.select(snapshot(List.of(young, old, older), Map.of("p", pool(9, 0))), 3);
    assertThat(plan.chosen()).containsExactly(older, old, young);
  }

  private static Candidate of(String dagId, int priority, int salt) {
    return new Candidate(
        scheduled("t", 100 + salt, salt),
        dagId,
        Instant.EPOCH,
        priority,
        new PoolDemand("p", 1),
        Limits.of(MANY, null, null));
  }

  private static Candidate since(Candidate c, Instant scheduledAt) {
    TaskInstance t = c.task();
    TaskTimes times = new TaskTimes(scheduledAt, null, null, null, null, null, null);
    TaskInstance waiting =
        new TaskInstance(t.id(), t.key(), t.status(), t.tries(), t.hold(), times, t.work());
    return new Candidate(waiting, c.dagId(), c.order(), c.priority(), c.demand(), c.limits());
  }

  @Test
  void aWorkerIsGivenNoMoreThanItAsksFor() {
    List<Candidate> all = List.of(candidate("a", 1, "p", 1), candidate("b", 1, "p", 1));
    ClaimPlan plan = ClaimPlanner.select(snapshot(all, Map.of("p", pool(9, 0))), 1);
    assertThat(plan.chosen()).containsExactly(all.get(0));
    assertThat(why(plan, all.get(1))).isEqualTo("It is ready and waits for a worker to take it.");
    assertThat(ClaimPlanner.select(snapshot(all, Map.of("p", pool(9, 0))), 0).chosen()).isEmpty();
  }

  @Test
  void noChoiceEverBreaksALimitAndNoneThatFitsIsLeft() {
    for (long seed = 1; seed <= 2_000; seed++) {
      Random random = new Random(seed);
      ClaimSnapshot snapshot = randomSnapshot(random);
      int free = random.nextInt(12);
      ClaimPlan plan = ClaimPlanner.select(snapshot, free);
      Use use = new Use(snapshot);
      for (Candidate candidate : snapshot.candidates()) {
        boolean fits = use.taken < free && use.fits(candidate);
        assertThat(plan.chosen().contains(candidate))
            .as("seed %d, %s", seed, candidate)
            .isEqualTo(fits);
        assertThat(plan.waiting().containsKey(candidate.task().id()))
            .as("seed %d, %s", seed, candidate)
            .isEqualTo(!fits);
        if (fits) {
          use.take(candidate);
        }
      }
    }
  }

  /** The limits a second time, counted from the list of what is active. */
  private static final class Use {
    private final ClaimSnapshot snapshot;
    private final Map<String, Integer> counts = new HashMap<>();
    private int taken;

    Use(ClaimSnapshot snapshot) {
      this.snapshot = snapshot;
      snapshot.pools().forEach((name, pool) -> counts.put("pool " + name, pool.used()));
      snapshot.activeInRun().forEach((run, n) -> counts.put("run " + run, n));
      snapshot.activeOfTask().forEach((task, n) -> counts.put("task " + task, n));
      snapshot.activeOfTaskInRun().forEach((task, n) -> counts.put("both " + task, n));
    }

    boolean fits(Candidate c) {
      PoolUse pool = snapshot.pools().get(c.demand().pool());
      return pool != null
          && (pool.slots() < 0
              || count("pool " + c.demand().pool()) + c.demand().slots() <= pool.slots())
          && count("run " + c.task().runPk()) < c.limits().tasksInRun()
          && count("task " + c.dagId() + "/" + c.task().taskId()) < c.limits().ofTask()
          && count("both " + c.task().runPk() + "/" + c.task().taskId()) < c.limits().ofTaskInRun();
    }

    void take(Candidate c) {
      taken++;
      counts.merge("pool " + c.demand().pool(), c.demand().slots(), Integer::sum);
      counts.merge("run " + c.task().runPk(), 1, Integer::sum);
      counts.merge("task " + c.dagId() + "/" + c.task().taskId(), 1, Integer::sum);
      counts.merge("both " + c.task().runPk() + "/" + c.task().taskId(), 1, Integer::sum);
    }

    private int count(String key) {
      return counts.getOrDefault(key, 0);
    }
  }

  private static ClaimSnapshot randomSnapshot(Random random) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = random.nextInt(15); i >= 0; i--) {
      candidates.add(
          new Candidate(
              scheduled("t" + random.nextInt(3) + "#" + i, 1 + random.nextInt(3), i),
              "d",
              Instant.EPOCH,
              1,
              new PoolDemand(
                  List.of("p", "q", "none").get(random.nextInt(3)), 1 + random.nextInt(3)),
              new Limits(
                  1 + random.nextInt(4),
                  random.nextBoolean() ? UNLIMITED : 1 + random.nextInt(3),
                  random.nextBoolean() ? UNLIMITED : 1 + random.nextInt(2))));
    }
    Map<String, PoolUse> pools =
        Map.of(
            "p", pool(random.nextInt(8), random.nextInt(3)),
            "q", pool(-1, random.nextInt(9)));
    return new ClaimSnapshot(
        Instant.EPOCH,
        candidates,
        false,
        pools,
        Map.of(),
        Map.of(1L, random.nextInt(3)),
        Map.of("d/t1", random.nextInt(3)),
        Map.of("1/t1", random.nextInt(2)));
  }

  private static String why(ClaimPlan plan, Candidate candidate) {
    WaitReason reason = plan.waiting().get(candidate.task().id());
    return reason == null ? "" : ReasonText.of(reason, ZoneOffset.UTC, Instant.EPOCH);
  }

  private static PoolUse pool(int slots, int used) {
    return new PoolUse(slots, used, List.of("d/other"));
  }

  private static ClaimSnapshot snapshot(List<Candidate> candidates, Map<String, PoolUse> pools) {
    return snapshot(candidates, pools, Map.of());
  }

  private static ClaimSnapshot snapshot(
      List<Candidate> candidates, Map<String, PoolUse> pools, Map<String, Integer> inDag) {
    return new ClaimSnapshot(NOW, candidates, false, pools, inDag, Map.of(), Map.of(), Map.of());
  }

  private static Candidate candidate(String taskId, long run, String pool, int slots) {
    return new Candidate(
        scheduled(taskId, run, 0),
        "d",
        Instant.EPOCH,
        1,
        new PoolDemand(pool, slots),
        Limits.of(MANY, null, null));
  }

  private static Candidate limited(String taskId, long run, int inRun, int across, int perRun) {
    return new Candidate(
        scheduled(taskId, run, 0),
        "d",
        Instant.EPOCH,
        1,
        new PoolDemand("p", 1),
        new Limits(inRun, across, perRun));
  }

  /** A name with a number behind {@code #} tells instances apart, not tasks. */
  private static TaskInstance scheduled(String name, long run, int salt) {
    String taskId = name.replaceAll("#.*", "");
    UUID id = UUID.nameUUIDFromBytes((name + run + "/" + salt).getBytes(StandardCharsets.UTF_8));
    return new TaskInstance(
        id,
        new TaskInstance.Key(run, taskId, -1),
        new Status(TaskState.SCHEDULED, null, null),
        new Tries(1, 0),
        Hold.NOBODY,
        TaskTimes.NONE,
        new Work(null, 1));
  }
}
