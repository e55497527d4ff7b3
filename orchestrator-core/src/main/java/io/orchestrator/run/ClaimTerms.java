package io.orchestrator.run;

import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.run.ClaimSnapshot.Limits;
import io.orchestrator.run.ClaimSnapshot.PoolDemand;
import java.time.Instant;

/**
 * By what an instance is claimed; fixed when its row is made.
 *
 * @param order what comes first among those of one priority: the run's logical date or run_after
 * @param priority effective weight
 */
public record ClaimTerms(
    String dagId, String queue, Instant order, int priority, PoolDemand demand, Limits limits) {

  /** The instance as one that could be claimed. */
  public Candidate candidate(TaskInstance task) {
    return new Candidate(task, dagId, order, priority, demand, limits);
  }
}
