package io.orchestrator.scheduler.memory;

import io.orchestrator.run.ClaimPlanner;
import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.run.ClaimTerms;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.TaskStore.Except;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/** The scheduled instances that are remembered and may be claimed, by DAG, best first. */
final class ReadyTasks {
  private static final Comparator<Ready> BEST_FIRST =
      Comparator.comparing(Ready::candidate, ClaimPlanner.BEST_FIRST);
  private final NavigableMap<String, TreeSet<Ready>> byDag = new TreeMap<>();

  private record Ready(Candidate candidate, String queue) {}

  void enter(RememberedRun run, TaskInstance task) {
    if (task.state() == TaskState.SCHEDULED && run.claimable()) {
      ClaimTerms terms = run.terms(task.id());
      byDag.computeIfAbsent(terms.dagId(), id -> new TreeSet<>(BEST_FIRST)).add(ready(terms, task));
    }
  }

  void leave(RememberedRun run, TaskInstance task) {
    if (task.state() == TaskState.SCHEDULED && run.claimable()) {
      ClaimTerms terms = run.terms(task.id());
      byDag.computeIfPresent(
          terms.dagId(),
          (id, ofDag) -> {
            ofDag.remove(ready(terms, task));
            return ofDag.isEmpty() ? null : ofDag;
          });
    }
  }

  private static Ready ready(ClaimTerms terms, TaskInstance task) {
    return new Ready(terms.candidate(task), terms.queue());
  }

  /**
   * The best candidates with room, in equal parts of each DAG.
   *
   * @param room how full everything is; its own candidates are not looked at
   */
  ClaimSnapshot best(Collection<String> queues, Except except, int limit, ClaimSnapshot room) {
    int part = Math.max(1, limit / Math.max(1, byDag.size()));
    Predicate<Candidate> fits = ClaimPlanner.room(room);
    Set<Long> exceptRuns = new HashSet<>(except.runPks());
    Set<UUID> exceptTasks = new HashSet<>(except.ids());
    List<Candidate> best = new ArrayList<>();
    boolean more = false;
    for (TreeSet<Ready> ofDag : byDag.values()) {
      int taken = 0;
      for (Ready each : ofDag) {
        if (taken == part) {
          more = true;
          break;
        }
        Candidate candidate = each.candidate;
        if (queues.contains(each.queue)
            && !exceptRuns.contains(candidate.task().runPk())
            && !exceptTasks.contains(candidate.task().id())
            && fits.test(candidate)) {
          best.add(candidate);
          taken++;
        }
      }
    }
    best.sort(ClaimPlanner.BEST_FIRST);
    return room.with(best, more);
  }
}
