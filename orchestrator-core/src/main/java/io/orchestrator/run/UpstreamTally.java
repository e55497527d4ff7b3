package io.orchestrator.run;

/** Counts the states of a task's direct upstreams, one at a time. */
final class UpstreamTally {
  private int total;
  private int success;
  private int failed;
  private int upstreamFailed;
  private int skipped;

  /**
   * Counts so many more upstreams in a state, or fewer. Those that are removed do not count, and of
   * those that have not ended only that they are there.
   */
  void count(TaskState state, int more) {
    switch (state) {
      case SUCCESS -> success += more;
      case FAILED -> failed += more;
      case UPSTREAM_FAILED -> upstreamFailed += more;
      case SKIPPED -> skipped += more;
      case REMOVED -> total -= more;
      case NONE,
          SCHEDULED,
          QUEUED,
          RUNNING,
          RESTARTING,
          UP_FOR_RETRY,
          UP_FOR_RESCHEDULE,
          DEFERRED -> {}
    }
    total += more;
  }

  /** An upstream went from one state to another. */
  void move(TaskState from, TaskState to) {
    count(from, -1);
    count(to, 1);
  }

  /** Whether such a change makes a difference to those below. */
  static boolean changes(TaskState from, TaskState to) {
    return from != to && (from.finished() || to.finished());
  }

  UpstreamCounts counts() {
    return new UpstreamCounts(total, success, failed, upstreamFailed, skipped);
  }
}
