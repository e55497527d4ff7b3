package io.orchestrator.violations.loader;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Breaks: time and chance are handed in. */
final class ReadsTheClock {
  private ReadsTheClock() {}

  static Supplier<Instant> clock() {
    return Instant::now;
  }

  static UUID chance() {
    return UUID.randomUUID();
  }

  static void rest() throws InterruptedException {
    TimeUnit.DAYS.sleep(0);
  }
}
