package io.orchestrator.scheduler;

import io.orchestrator.model.BackOff;
import io.orchestrator.model.UnreadableException;
import io.orchestrator.store.StoreBusyException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Things that just failed and are left alone for a while, so that one bad row never stops a loop.
 * Pauses double with each failure in a row, up to five minutes; up to ten seconds for what others
 * have locked, which mends itself.
 */
final class Quarantine {
  private static final BackOff PAUSES = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5));
  private static final BackOff LOCKED = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(10));
  private static final int MOST = 10_000;
  private static final String IS_LOCKED =
      "Another transaction has locked its row in the database. It goes on when that ends;"
          + " pg_stat_activity says whose it is.";
  private final InstantSource clock;
  private final Map<Object, Sentence> held = new ConcurrentHashMap<>();

  /** Key of handing out what a run has ready, which may fail where planning it does not. */
  record HandOut(long runPk) {}

  private record Sentence(int failures, Instant until, String reason, boolean locked) {}

  Quarantine(InstantSource clock) {
    this.clock = clock;
  }

  boolean holds(Object key) {
    Sentence sentence = held.get(key);
    return sentence != null && clock.instant().isBefore(sentence.until());
  }

  /** Whether it failed when it was last tried, be its pause over or not. */
  boolean failedLast(Object key) {
    return held.containsKey(key);
  }

  /** Whether its row was locked by others when it was last tried. */
  boolean lockedLast(Object key) {
    Sentence sentence = held.get(key);
    return sentence != null && sentence.locked();
  }

  void hold(Object key, RuntimeException failure) {
    hold(key, reason(failure), failure instanceof StoreBusyException);
  }

  void holdLocked(Object key) {
    hold(key, IS_LOCKED, true);
  }

  private void hold(Object key, String reason, boolean locked) {
    BackOff pauses = locked ? LOCKED : PAUSES;
    if (held.size() >= MOST) {
      held.values().removeIf(sentence -> !clock.instant().isBefore(sentence.until()));
    }
    held.compute(
        key,
        (k, old) -> {
          int failures = old == null ? 1 : old.failures() + 1;
          Instant until = clock.instant().plus(pauses.after(failures));
          return new Sentence(failures, until, reason, locked);
        });
  }

  void release(Object key) {
    held.remove(key);
  }

  /** Why work on it failed when it was last tried; of a run also why nothing is handed out. */
  Optional<String> reason(Object key) {
    Optional<Sentence> own = Optional.ofNullable(held.get(key));
    return own.or(
            () ->
                key instanceof Long runPk
                    ? Optional.ofNullable(held.get(new HandOut(runPk)))
                    : Optional.empty())
        .map(Sentence::reason);
  }

  /** All that failed when it was last tried, what is tried again first before the rest. */
  List<Trouble> all() {
    return held.entrySet().stream()
        .map(e -> new Trouble(subject(e.getKey()), e.getValue().reason(), e.getValue().until()))
        .sorted(Comparator.comparing(Trouble::until))
        .toList();
  }

  private static Object subject(Object key) {
    return key instanceof HandOut handOut ? handOut.runPk() : key;
  }

  /** Keys of runs of which nothing is handed out now. */
  List<Long> notHandedOut() {
    return heldNow(HandOut.class).stream().map(HandOut::runPk).toList();
  }

  /** Ids of task instances that are left alone now. */
  List<UUID> tasks() {
    return heldNow(UUID.class);
  }

  private <K> List<K> heldNow(Class<K> type) {
    return held.keySet().stream()
        .filter(type::isInstance)
        .filter(this::holds)
        .map(type::cast)
        .toList();
  }

  /** Without the names of our classes, which help nobody who reads a page. */
  private static String reason(RuntimeException failure) {
    if (failure instanceof UnreadableException unreadable) {
      return String.valueOf(unreadable.getMessage());
    }
    return failure instanceof StoreBusyException
        ? IS_LOCKED
        : "Work on it failed and was rolled back; the server's log says why. It is tried again.";
  }
}
