package io.orchestrator.worker.process;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The programs one launcher has started. */
final class AttemptPrograms {
  private final String name;
  private final Set<Long> tags = new HashSet<>();
  private final Set<Long> sessions = new HashSet<>();
  private boolean ended;

  AttemptPrograms(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** The name without its last part, the try. */
  String task() {
    int end = name.lastIndexOf('/');
    return end < 0 ? name : name.substring(0, end);
  }

  /**
   * Starts a program, unless the attempt was ended. Both happen one after the other, so no program
   * slips in behind the end.
   */
  synchronized Process start(ProcessBuilder program, long tag) throws IOException {
    if (ended) {
      throw new IOException(
          "Attempt " + name + " has ended, so no further program is started for it.");
    }
    Process process = program.start();
    tags.add(tag);
    sessions.add(process.pid());
    return process;
  }

  synchronized void finished(long session) {
    sessions.remove(session);
  }

  /** Lets no further program start. */
  synchronized void end() {
    ended = true;
  }

  synchronized Set<Long> tags() {
    return Set.copyOf(tags);
  }

  synchronized Set<Long> sessions() {
    return Set.copyOf(sessions);
  }
}
