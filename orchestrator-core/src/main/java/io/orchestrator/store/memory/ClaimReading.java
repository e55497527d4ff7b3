package io.orchestrator.store.memory;

import io.orchestrator.administration.Pool;
import io.orchestrator.run.ClaimPlanner;
import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.run.ClaimSnapshot.PoolUse;
import io.orchestrator.run.Holders;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.TaskStore.Except;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads what claiming decides on: all counts are derived from states. */
final class ClaimReading {
  private final Tables rows;
  private final Instant now;
  private final Map<String, Integer> used = new HashMap<>();
  private final Map<String, Holders> holders = new HashMap<>();
  private final Map<String, Integer> inDag = new HashMap<>();
  private final Map<Long, Integer> inRun = new HashMap<>();
  private final Map<String, Integer> ofTask = new HashMap<>();
  private final Map<String, Integer> ofTaskInRun = new HashMap<>();

  ClaimReading(Tables rows, Instant now) {
    this.rows = rows;
    this.now = now;
  }

  /** Those with room, best first. */
  ClaimSnapshot read(Collection<String> queues, Except except, int limit) {
    ClaimSnapshot all =
        snapshot(
            e ->
                queues.contains(e.model().queue())
                    && open(e)
                    && !except.runPks().contains(e.task().runPk())
                    && !except.ids().contains(e.task().id()));
    Map<String, List<Candidate>> byDag =
        ClaimPlanner.withRoom(all).stream().collect(Collectors.groupingBy(Candidate::dagId));
    int each = Math.max(1, limit / Math.max(1, byDag.size()));
    List<Candidate> some =
        byDag.values().stream()
            .flatMap(ofDag -> ofDag.stream().limit(each))
            .sorted(ClaimPlanner.BEST_FIRST)
            .toList();
    boolean more = byDag.values().stream().anyMatch(ofDag -> ofDag.size() > each);
    return new ClaimSnapshot(now, some, more, all.pools(), inDag, inRun, ofTask, ofTaskInRun);
  }

  /** For explaining: all of a run that wait to be claimed. */
  ClaimSnapshot ofRun(long runPk) {
    return snapshot(entry -> entry.task().runPk() == runPk);
  }

  private ClaimSnapshot snapshot(Predicate<TaskEntry> wanted) {
    List<Candidate> candidates = new ArrayList<>();
    for (TaskEntry entry : rows.tasks.all()) {
      TaskState state = entry.task().state();
      if (state == TaskState.SCHEDULED && wanted.test(entry)) {
        candidates.add(entry.candidate());
      } else if (state.executing() || state == TaskState.DEFERRED) {
        count(entry);
      }
    }
    candidates.sort(ClaimPlanner.BEST_FIRST);
    Map<String, PoolUse> pools = new HashMap<>();
    for (Pool pool : rows.pools.all()) {
      pools.put(
          pool.name(),
          new PoolUse(
              pool.slots(),
              used.getOrDefault(pool.name(), 0),
              holders.getOrDefault(pool.name(), new Holders()).words()));
    }
    return new ClaimSnapshot(now, candidates, false, pools, inDag, inRun, ofTask, ofTaskInRun);
  }

  private boolean open(TaskEntry entry) {
    boolean running =
        rows.runs
            .find(entry.task().runPk())
            .map(e -> e.run().state() == RunState.RUNNING)
            .orElse(false);
    return running && rows.dags.find(entry.dagId()).map(d -> !d.paused()).orElse(false);
  }

  private void count(TaskEntry entry) {
    TaskInstance task = entry.task();
    String name = entry.model().limits().pool();
    boolean deferred = task.state() == TaskState.DEFERRED;
    if (!deferred || rows.pools.find(name).map(Pool::includeDeferred).orElse(false)) {
      used.merge(name, entry.model().limits().poolSlots(), Integer::sum);
      hold(name, entry);
    }
    if (!deferred) {
      inDag.merge(entry.dagId(), 1, Integer::sum);
      inRun.merge(task.runPk(), 1, Integer::sum);
      ofTask.merge(entry.dagId() + "/" + task.taskId(), 1, Integer::sum);
      ofTaskInRun.merge(task.runPk() + "/" + task.taskId(), 1, Integer::sum);
    }
  }

  private void hold(String pool, TaskEntry entry) {
    String runId = rows.runs.find(entry.task().runPk()).map(e -> e.run().runId()).orElse("");
    holders
        .computeIfAbsent(pool, p -> new Holders())
        .add(entry.dagId(), entry.task().taskId(), runId, 1);
  }
}
