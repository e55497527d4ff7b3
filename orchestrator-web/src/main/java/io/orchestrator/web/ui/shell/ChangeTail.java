package io.orchestrator.web.ui.shell;

import io.orchestrator.store.Queries;
import io.orchestrator.store.Touched;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which DAGs and runs changed since the last look, by the numbers of their audit rows: however many
 * there were, none is missed. Not for two threads.
 */
final class ChangeTail {
  /** A row may appear below newer ones as long as its transaction takes: commits overtake. */
  static final Duration OVERTAKEN = Duration.ofSeconds(2);

  private final InstantSource clock;

  /** The looks whose rows may still be joined by others, oldest first. */
  private final Deque<Look> looks = new ArrayDeque<>();

  private Set<Long> seen = Set.of();

  ChangeTail(InstantSource clock) {
    this.clock = clock;
  }

  private record Look(Instant at, long newest) {}

  /** DAG ids and {@code dag/run} pairs that changed. */
  record Change(Set<String> dags, Set<String> runs) {}

  /** Forgets: the next look is the first. */
  void forget() {
    looks.clear();
    seen = Set.of();
  }

  /** What changed since the look before; nothing at the first one. */
  Change look(Queries queries) {
    Change change = new Change(new TreeSet<>(), new TreeSet<>());
    Instant now = clock.instant();
    if (looks.isEmpty()) {
      looks.add(new Look(now, queries.newestAudit()));
      return change;
    }
    long floor = floor(now);
    Set<Long> found = new HashSet<>();
    for (Touched touched : queries.touchedAfter(floor)) {
      found.addAll(touched.seqs());
      if (!seen.containsAll(touched.seqs())) {
        change.dags().add(touched.dagId());
        if (touched.runId() != null) {
          change.runs().add(touched.dagId() + "/" + touched.runId());
        }
      }
    }
    seen = found;
    looks.add(new Look(now, found.isEmpty() ? floor : Collections.max(found)));
    return change;
  }

  /** Rows up to this one are not read any more. */
  long floor() {
    return looks.isEmpty() ? Long.MAX_VALUE : looks.getFirst().newest();
  }

  private long floor(Instant now) {
    Look first = looks.removeFirst();
    while (!looks.isEmpty() && looks.getFirst().at().isBefore(now.minus(OVERTAKEN))) {
      first = looks.removeFirst();
    }
    looks.addFirst(first);
    return first.newest();
  }
}
