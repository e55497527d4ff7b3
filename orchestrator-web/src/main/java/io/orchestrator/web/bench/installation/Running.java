package io.orchestrator.web.bench.installation;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** A part that runs in a process of its own. */
final class Running implements AutoCloseable {
  /** Longer than parts give their own work to end. */
  private static final long END_SECONDS = 40;

  private final Process process;

  Running(Process process) {
    this.process = process;
  }

  Process process() {
    return process;
  }

  /** At once, with all below it. */
  static void kill(Process process) {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroy();
    if (!ended()) {
      process.destroyForcibly();
      below.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private boolean ended() {
    try {
      return process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
