package io.orchestrator.worker;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this worker last found out about its disk, said once when it changes. Thread-safe. */
final class DiskWatch {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private final WorkerDisk disk;
  private @Nullable String trouble;

  DiskWatch(WorkerDisk disk) {
    this.disk = disk;
  }

  /** Looks. */
  synchronized boolean writable() {
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
