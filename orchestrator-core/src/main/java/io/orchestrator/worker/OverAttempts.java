package io.orchestrator.worker;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.http.Waits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Attempts that began here and of whose end nothing is reported. Until their leases have ended the
 * server hears that they were here: who does not know that would have them run again in the same
 * try. Thread-safe.
 */
final class OverAttempts {
  private static final int LEASES = 2;
  private final Waits waits;
  private final Consumer<AttemptToken> forget;
  private final Map<AttemptToken, Long> until = new HashMap<>();

  /**
   * @param forget told of those whose leases have ended
   */
  OverAttempts(Waits waits, Consumer<AttemptToken> forget) {
    this.waits = waits;
    this.forget = forget;
  }

  synchronized void add(Attempt attempt) {
    forgetOld();
    long lease = attempt.item().limits().lease().toNanos();
    until.put(attempt.item().token(), waits.nanos() + LEASES * lease);
  }

  synchronized List<AttemptToken> tokens() {
    forgetOld();
    return List.copyOf(until.keySet());
  }

  private void forgetOld() {
    long now = waits.nanos();
    List<AttemptToken> old =
        until.keySet().stream()
            .filter(token -> Objects.requireNonNull(until.get(token)) - now <= 0)
            .toList();
    until.keySet().removeAll(old);
    old.forEach(forget);
  }
}
