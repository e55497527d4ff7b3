package io.orchestrator.store.memory;

import io.orchestrator.run.DagRun;

/**
 * A row of the table of runs.
 *
 * @param planned number of its last planning, 0 for never
 */
record RunEntry(DagRun run, long planned) {

  RunEntry plannedAs(long number) {
    return new RunEntry(run, number);
  }

  RunEntry with(DagRun changed) {
    return new RunEntry(changed, planned);
  }
}
