package io.orchestrator.worker;

import java.util.Optional;

/** The disk that this worker's logs, programs and code need. */
@FunctionalInterface
interface WorkerDisk {
  /** A sentence on why it cannot be written now; empty when it can. */
  Optional<String> trouble();
}
