package io.orchestrator.run;

import java.util.Collection;

/**
 * States of a task's direct upstreams, counted. Removed upstreams are left out of {@code total}, so
 * that they cannot block, as they do in Airflow (C7).
 */
record UpstreamCounts(int total, int success, int failed, int upstreamFailed, int skipped) {

  static UpstreamCounts of(Collection<TaskState> states) {
    UpstreamTally tally = new UpstreamTally();
    states.forEach(state -> tally.count(state, 1));
    return tally.counts();
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
