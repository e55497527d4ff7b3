package io.orchestrator.run;

import io.orchestrator.model.CompiledDag;
import java.time.Instant;

/** A run with all that planning it needs. */
public interface Plannable {
  DagRun run();

  CompiledDag dag();

  /** What happens next in it, as {@link RunPlanner} decides; reasons may be left out. */
  RunPlan plan(Instant now);
}
