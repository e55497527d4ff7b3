package io.orchestrator.run;

import io.orchestrator.run.DagRun.Moments;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decided change of one run, legal by {@link RunLifecycle}. Applied by compare-and-set on {@code
 * before}'s state and clear number: a run that was queued again in between has begun anew.
 *
 * @param before the row as it was read
 * @param to the new state
 * @param reason words for a failed run, also kept in the audit log; may be empty
 * @param at the database's now
 * @param was how the run stood before an order that is undone; absent for all other changes
 */
public record RunTransition(
    DagRun before, RunState to, String reason, Instant at, @Nullable DagRun was) {

  public RunTransition {
    RunLifecycle.require(before.state(), to);
  }

  public RunTransition(DagRun before, RunState to, String reason, Instant at) {
    this(before, to, reason, at, null);
  }

  /** Gives a run its state, its times and its failure back; its clear number goes on. */
  static RunTransition back(DagRun before, DagRun was, Instant at) {
    return new RunTransition(before, was.state(), "undone", at, was);
  }

  /** The run after the change. Only an order of a person queues it again. */
  public DagRun after() {
    if (was != null) {
      return new DagRun(
          before.id(), before.spec(), to, was.moments(), was.failure(), before.clearNumber());
    }
    boolean again = to == RunState.QUEUED;
    return new DagRun(
        before.id(),
        before.spec(),
        to,
        momentsAfter(),
        to == RunState.FAILED && !reason.isEmpty() ? reason : null,
        before.clearNumber() + (again ? 1 : 0));
  }

  private Moments momentsAfter() {
    Moments m = before.moments();
    return switch (to) {
      case QUEUED -> new Moments(at, null, null);
      case RUNNING -> new Moments(m.queuedAt(), at, null);
      case SUCCESS, FAILED ->
          new Moments(m.queuedAt(), m.startDate(), m.endDate() == null ? at : m.endDate());
    };
  }
}
