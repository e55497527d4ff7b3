package io.orchestrator.scheduler;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.WorkItem;

/**
 * A claimed attempt whose program was not started and will not be: it goes back in the same try.
 *
 * @param started whether its claim was its start; if not and it runs, its worker has it after all
 */
record NotBegun(AttemptToken token, boolean started) {
  static NotBegun of(WorkItem item, WaitingClaim claim) {
    return new NotBegun(item.token(), claim.standing() != null);
  }
}
