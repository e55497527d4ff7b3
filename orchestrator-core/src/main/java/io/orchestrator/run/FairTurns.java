package io.orchestrator.run;

import io.orchestrator.run.ClaimSnapshot.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The order in which candidates are offered slots, fair between DAGs: the DAG that has fewest is
 * next. Among those that have as many, who has waited for a quarter of a minute is next, then
 * priority and date decide, which also order the candidates of one DAG.
 */
final class FairTurns {
  private static final Duration LONG = Duration.ofSeconds(15);
  private final Instant now;
  private final PriorityQueue<Turn> turns;
  private @Nullable Turn current;

  /** One DAG and what it has ready, best first. */
  private static final class Turn {
    private final Deque<Candidate> ready = new ArrayDeque<>();
    private int slots;

    private Candidate first() {
      return ready.getFirst();
    }
  }

  FairTurns(ClaimSnapshot snapshot) {
    this.now = snapshot.asOf();
    this.turns =
        new PriorityQueue<>(
            Comparator.<Turn>comparingInt(turn -> turn.slots)
                .thenComparing(turn -> waitedSince(turn.first()))
                .thenComparing(Turn::first, ClaimPlanner.BEST_FIRST));
    Map<String, Turn> byDag = new HashMap<>();
    for (Candidate candidate : snapshot.candidates()) {
      byDag.computeIfAbsent(candidate.dagId(), id -> new Turn()).ready.add(candidate);
    }
    byDag.forEach(
        (dagId, turn) -> {
          turn.slots = snapshot.activeInDag().getOrDefault(dagId, 0);
          turns.add(turn);
        });
  }

  /** Those who have waited for long by when it began, all others alike behind them. */
  private Instant waitedSince(Candidate candidate) {
    Instant since = candidate.task().times().scheduledAt();
    boolean isLong = since != null && !since.plus(LONG).isAfter(now);
    return isLong && since != null ? since : Instant.MAX;
  }

  /**
   * The next candidate; empty when all had their turn.
   *
   * @param took whether the one before took a slot
   */
  Optional<Candidate> next(boolean took) {
    Turn last = current;
    if (last != null) {
      last.slots += took ? 1 : 0;
      last.ready.removeFirst();
      if (!last.ready.isEmpty()) {
        turns.add(last);
      }
    }
    current = turns.poll();
    return Optional.ofNullable(current).map(Turn::first);
  }
}
