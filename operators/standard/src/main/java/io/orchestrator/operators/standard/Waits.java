package io.orchestrator.operators.standard;

import java.time.Duration;

/** How a sensor waits. */
record Waits(Duration interval, Duration timeout, boolean softFail) {
  static final Waits DEFAULT = new Waits(Duration.ofSeconds(60), Duration.ofDays(7), false);

  Waits every(Duration pause) {
    return new Waits(pause, timeout, softFail);
  }

  Waits timeout(Duration most) {
    return new Waits(interval, most, softFail);
  }

  Waits soft() {
    return new Waits(interval, timeout, true);
  }
}
