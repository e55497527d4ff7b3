package io.orchestrator.worker;

import java.time.Duration;

/** Pauses between tries of one call: from a tenth of a second, each twice the last, up to five. */
final class GrowingPauses {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private final Waits waits;
  private Duration next = FIRST;

  GrowingPauses(Waits waits) {
    this.waits = waits;
  }

  void pause() throws InterruptedException {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    waits.pause(now);
  }
}
