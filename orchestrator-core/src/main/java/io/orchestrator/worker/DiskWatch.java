package io.orchestrator.worker;

import io.orchestrator.execution.http.Waits;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this worker last found out about its disk, said once when it changes. To look is to write a
 * little: one that was well is not asked again for a second, however many attempts begin in it.
 * Thread-safe.
 */
final class DiskWatch {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final long GOOD_NANOS = Duration.ofSeconds(1).toNanos();
  private final WorkerDisk disk;
  private final Waits waits;
  private @Nullable String trouble;
  private @Nullable Long lookedAt;

  DiskWatch(WorkerDisk disk, Waits waits) {
    this.disk = disk;
    this.waits = waits;
  }

  /** Looks, if it is time. */
  synchronized boolean writable() {
    long now = waits.nanos();
    Long last = lookedAt;
    if (trouble == null && last != null && now - last < GOOD_NANOS) {
      return true;
    }
    lookedAt = now;
    String before = trouble;
    trouble = disk.trouble().orElse(null);
    if (trouble != null && before == null) {
      LOG.error("{} What it runs goes on as far as it can.", trouble);
    }
    if (trouble == null && before != null) {
      LOG.info("The disk can be written again; the worker takes attempts");
    }
    return trouble == null;
  }

  /** What was found when it was looked at last. */
  synchronized Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }
}
