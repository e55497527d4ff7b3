package io.orchestrator.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often one person may trigger. Whoever has not triggered for a minute may at once as often as
 * in a whole minute; then the permits come back one by one. Each server counts for itself.
 * Thread-safe.
 */
public final class TriggerRate {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** From so many people on, those who are idle are forgotten. */
  private static final int MANY = 1_000;

  private final int perMinute;
  private final InstantSource clock;

  /** By person, when all permits will be back. */
  private final Map<String, Instant> full = new HashMap<>();

  /**
   * @param perMinute 0 for no limit
   */
  public TriggerRate(int perMinute, InstantSource clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** Takes a permit: empty when there was one, else how long to wait for it. */
  public synchronized Optional<Duration> take(String user) {
    if (perMinute <= 0) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (full.size() >= MANY) {
      full.values().removeIf(moment -> moment.isBefore(now));
    }
    Instant before = full.getOrDefault(user, now);
    Instant after = (before.isBefore(now) ? now : before).plus(WINDOW.dividedBy(perMinute));
    Duration missing = Duration.between(now.plus(WINDOW), after);
    if (missing.compareTo(Duration.ZERO) > 0) {
      return Optional.of(missing);
    }
    full.put(user, after);
    return Optional.empty();
  }

  /** What is said to whoever has to wait. */
  public String refusal(Duration wait) {
    return "You have triggered more than %d runs in a minute. Nothing was triggered. Try again in %d s."
        .formatted(perMinute, seconds(wait));
  }

  /** Whole seconds, at least one: after them there is a permit. */
  public static long seconds(Duration wait) {
    return wait.plusNanos(999_999_999).toSeconds();
  }
}
