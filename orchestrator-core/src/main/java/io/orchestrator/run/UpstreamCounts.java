package io.orchestrator.run;

import java.util.Collection;

/**
 * States of a task's direct upstreams, counted. Removed upstreams are left out of {@code total}, so
 * that they cannot block, as they do in Airflow (C7).
 */
record UpstreamCounts(int total, int success, int failed, int upstreamFailed, int skipped) {

  static UpstreamCounts of(Collection<TaskState> states) {
    int total = 0;
    int success = 0;
    int failed = 0;
    int upstreamFailed = 0;
    int skipped = 0;
    for (TaskState state : states) {
      switch (state) {
        case SUCCESS -> success++;
        case FAILED -> failed++;
        case UPSTREAM_FAILED -> upstreamFailed++;
        case SKIPPED -> skipped++;
        case REMOVED -> total--;
        case NONE,
            SCHEDULED,
            QUEUED,
            RUNNING,
            RESTARTING,
            UP_FOR_RETRY,
            UP_FOR_RESCHEDULE,
            DEFERRED -> {}
      }
      total++;
    }
    return new UpstreamCounts(total, success, failed, upstreamFailed, skipped);
  }

  int done() {
    return success + failed + upstreamFailed + skipped;
  }

  boolean allDone() {
    return done() >= total;
  }

  boolean anyFailure() {
    return failed + upstreamFailed > 0;
  }
}
