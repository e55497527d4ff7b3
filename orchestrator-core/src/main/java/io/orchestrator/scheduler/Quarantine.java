package io.orchestrator.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Things that just failed and are left alone for a while, so that one bad row never stops a loop.
 * Pauses double with each failure in a row, up to five minutes.
 */
final class Quarantine {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 16;
  private final InstantSource clock;
  private final ConcurrentHashMap<Object, Sentence> held = new ConcurrentHashMap<>();

  private record Sentence(int failures, Instant until) {}

  Quarantine(InstantSource clock) {
    this.clock = clock;
  }

  boolean holds(Object key) {
    Sentence sentence = held.get(key);
    return sentence != null && clock.instant().isBefore(sentence.until());
  }

  void hold(Object key) {
    held.compute(
        key,
        (k, old) -> {
          int failures = old == null ? 1 : Math.min(old.failures() + 1, MOST_DOUBLINGS);
          Duration pause = FIRST.multipliedBy(1L << (failures - 1));
          Duration bounded = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
          return new Sentence(failures, clock.instant().plus(bounded));
        });
  }

  void release(Object key) {
    held.remove(key);
  }
}
