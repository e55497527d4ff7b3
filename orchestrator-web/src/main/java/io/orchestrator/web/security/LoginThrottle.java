package io.orchestrator.web.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often one name, or one address, may guess: so many times at once, and again as time passes.
 * Nobody is locked out for longer than that. Thread-safe.
 */
final class LoginThrottle {
  private static final double MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

  /** Those that have not guessed for longest are forgotten first. */
  private static final int MOST_KEPT = 10_000;

  private final double perMinute;
  private final InstantSource clock;

  private final Map<String, Left> left =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Left> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * @param perMinute guesses, all of which may come at once
   */
  LoginThrottle(int perMinute, InstantSource clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** Guesses that were left at a moment. */
  private record Left(double guesses, Instant at) {}

  /** How long a guess has to wait; empty when it need not. */
  synchronized Optional<Duration> pause(String guesser) {
    double missing = 1 - now(guesser);
    return missing <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) Math.ceil(missing * MINUTE_MILLIS / perMinute)));
  }

  /**
   * Notes a wrong guess.
   *
   * @return whether it was the last for now
   */
  synchronized boolean wrong(String guesser) {
    double after = Math.max(0, now(guesser) - 1);
    left.put(guesser, new Left(after, clock.instant()));
    return after < 1;
  }

  private double now(String guesser) {
    Left before = left.get(guesser);
    if (before == null) {
      return perMinute;
    }
    double gained =
        Duration.between(before.at(), clock.instant()).toMillis() * perMinute / MINUTE_MILLIS;
    return Math.min(perMinute, before.guesses() + Math.max(0, gained));
  }
}
