package io.orchestrator.worker.process;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends processes: asks each once (SIGTERM), and forces (SIGKILL) what is left after the grace.
 *
 * @param nanos a steady clock: on a busy machine one look alone may take long
 */
record Ender(ProcessTable table, LongSupplier nanos) {
  private static final Logger LOG = LoggerFactory.getLogger(Ender.class);
  static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final long LONGEST_WAIT_MILLIS = 100;

  /** How to spend the time between two looks. */
  @FunctionalInterface
  interface Waiting {
    /**
     * @return false to force at once
     */
    boolean pass(long millis);
  }

  /**
   * Returns when none with the marks is left, or none that can be ended.
   *
   * @param whose for the log
   * @param grace before force
   * @return how many processes there were
   */
  int end(String whose, Marks marks, Duration grace, Waiting waiting) {
    Set<Long> asked = new HashSet<>();
    boolean patient = true;
    long wait = 2;
    long begun = nanos.getAsLong();
    while (since(begun) < LIMIT.toNanos()) {
      Set<Long> living = find(marks);
      if (living.isEmpty() && find(marks).isEmpty()) {
        // Twice, since a listing of /proc is no snapshot: it can miss a child whose parent ended
        // meanwhile.
        return asked.size();
      }
      boolean force = !patient || since(begun) >= grace.toNanos();
      for (long pid : living) {
        boolean first = asked.add(pid);
        if (force) {
          ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        } else if (first) {
          ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
      }
      patient &= waiting.pass(wait);
      wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
    }
    Set<Long> living = find(marks);
    if (!living.isEmpty()) {
      LOG.error(
          "Processes {} of {} could not be ended and still run; they belong to another user or hang"
              + " in the kernel. End them by hand.",
          living,
          whose);
    }
    return asked.size();
  }

  /** Whether a process with one of the marks lives. */
  boolean finds(Marks marks) {
    return !find(marks).isEmpty();
  }

  private long since(long begun) {
    return nanos.getAsLong() - begun;
  }

  private Set<Long> find(Marks marks) {
    try {
      return marks.find(table);
    } catch (IOException e) {
      LOG.error("The processes of this machine cannot be listed; some may be left behind", e);
      return Set.of();
    }
  }
}
