package io.orchestrator.worker;

import io.orchestrator.execution.http.Waits;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once a minute, not at each try, that the server does not answer. Thread-safe. */
final class Troubles {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private final Waits waits;
  private boolean troubled;
  private long saidAt;

  Troubles(Waits waits) {
    this.waits = waits;
  }

  synchronized void failed(Throwable e) {
    long now = waits.nanos();
    if (!troubled || now - saidAt >= BETWEEN.toNanos()) {
      LOG.warn("{}. The worker goes on trying.", e.getMessage());
      troubled = true;
      saidAt = now;
    }
  }

  synchronized void succeeded() {
    if (troubled) {
      LOG.info("The server answers again.");
      troubled = false;
    }
  }
}
