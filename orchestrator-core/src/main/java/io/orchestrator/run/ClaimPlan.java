package io.orchestrator.run;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What may be claimed now.
 *
 * @param chosen in the order in which they were chosen
 * @param waiting for every other candidate: why not
 */
public record ClaimPlan(List<ClaimSnapshot.Candidate> chosen, Map<UUID, WaitReason> waiting) {
  public ClaimPlan {
    chosen = List.copyOf(chosen);
    waiting = Map.copyOf(waiting);
  }
}
