package io.orchestrator.violations.web.security;

import java.time.Instant;

/** Breaks: time and chance are handed in. */
record ReadsTheClock(Instant at) {
  static ReadsTheClock now() {
    return new ReadsTheClock(Instant.now());
  }
}
