package io.orchestrator.scheduler;

import io.orchestrator.model.BackOff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Things that just failed and are left alone for a while, so that one bad row never stops a loop.
 * Pauses double with each failure in a row, up to five minutes.
 */
final class Quarantine {
  private static final BackOff PAUSES = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5));
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
          int failures = old == null ? 1 : old.failures() + 1;
          return new Sentence(failures, clock.instant().plus(PAUSES.after(failures)));
        });
  }

  void release(Object key) {
    held.remove(key);
  }
}
