package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.Change;
import io.orchestrator.web.bench.chaos.History.Try;
import io.orchestrator.web.bench.chaos.History.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part that was killed and started again at once.
 *
 * @param part server, worker or database
 * @param killed when it was dead
 * @param connected when it was connected again; null if it never was
 */
record Returned(String part, Instant killed, @Nullable Instant connected) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** When each try was last given to a worker. */
  static Map<Try, Instant> claims(History history) {
    return history.changes().stream()
        .filter(Change::starts)
        .collect(Collectors.toMap(Change::of, Change::at, (one, later) -> later));
  }

  /** Seconds without it; empty if it never came back. */
  Optional<Double> awaySeconds() {
    return Optional.ofNullable(connected).map(at -> millis(killed, at) / 1_000);
  }

  /**
   * Milliseconds until the first body began whose try was claimed after the kill; 0 when that was
   * before the connection was seen, empty when it never was or nothing began.
   *
   * @param claims see {@link #claims}
   */
  Optional<Double> firstStartMillis(History history, Map<Try, Instant> claims) {
    Instant from = connected;
    if (from == null) {
      return Optional.empty();
    }
    return history.words().stream()
        .filter(words -> words.what().equals("started") && words.at().isAfter(killed))
        .filter(words -> claims.getOrDefault(words.by(), Instant.MIN).isAfter(killed))
        .map(Words::at)
        .min(Instant::compareTo)
        .map(first -> Math.max(0, millis(from, first)));
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / NANOS_PER_MILLI;
  }
}
