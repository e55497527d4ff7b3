package io.orchestrator.store.memory;

import io.orchestrator.run.DagRun;

/**
 * A row of the table of runs.
 *
 * @param planned number of its last planning, 0 for never
 * @param version raised with every change of it or its task instances
 */
record RunEntry(DagRun run, long planned, long version) {

  RunEntry plannedAs(long number) {
    return new RunEntry(run, number, version);
  }

  RunEntry with(DagRun changed) {
    return new RunEntry(changed, planned, version);
  }

  RunEntry raised() {
    return raisedTo(version + 1);
  }

  RunEntry raisedTo(long number) {
    return new RunEntry(run, planned, number);
  }
}
