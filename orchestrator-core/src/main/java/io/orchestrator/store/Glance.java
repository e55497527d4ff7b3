package io.orchestrator.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What time may have brought, seen at one moment: whether a duty has anything to do.
 *
 * @param at the store's clock
 * @param runsDue whether some DAG's next run is due and has room
 * @param runsQueued whether some queued run's time has come in a DAG that is not paused
 * @param attemptsLost whether some lease is over
 * @param timersDue whether some retry or poke is due
 * @param leastPlanned running runs, least recently planned first
 * @param next earliest moment still to come at which a run, a retry, a poke or a lease falls due
 */
public record Glance(
    Instant at,
    boolean runsDue,
    boolean runsQueued,
    boolean attemptsLost,
    boolean timersDue,
    List<Long> leastPlanned,
    Optional<Instant> next) {

  /** Whether there is nothing to do and no run goes on. */
  public boolean atRest() {
    return !runsDue && !runsQueued && !attemptsLost && !timersDue && leastPlanned.isEmpty();
  }
}
