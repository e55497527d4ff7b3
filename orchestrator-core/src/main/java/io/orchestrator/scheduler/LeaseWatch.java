package io.orchestrator.scheduler;

import io.orchestrator.store.Member;
import io.orchestrator.store.Member.Identity;
import io.orchestrator.store.Member.Role;
import io.orchestrator.store.StoreTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease says that a worker was silent for so long; it says so only while somebody listened. Each
 * scheduler writes a beat with every sweep. When the last one of any scheduler lies further back
 * than that, or ahead, then nobody listened (the only server was restarted, the database was away)
 * or the database's clock made a step. Every claim gets a whole lease then, and live workers renew
 * it.
 */
final class LeaseWatch {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseWatch.class);

  /** Transactions of two schedulers that overlap may see each other's beat as ahead. */
  private static final Duration OVERLAP = Duration.ofSeconds(5);

  private static final int BEATS_PER_LEASE = 3;
  private final Identity self;
  private final Duration lease;

  LeaseWatch(Identity self, Duration lease) {
    this.self = self;
    this.lease = lease;
  }

  /**
   * A beat that was written.
   *
   * @param at the store's clock: leases that end later are not judged by this beat
   */
  record Beat(Instant at, boolean othersLive) {}

  Beat beat(StoreTransaction tx) {
    if (!watched(tx)) {
      LOG.info("Nobody watched the leases until now, or the clock made a step: all begin anew.");
      tx.tasks().renewLeases(lease);
    }
    tx.members().beat(self);
    tx.members().forget(Member.FORGOTTEN);
    List<Member> alive = tx.members().alive(self.role());
    return new Beat(tx.now(), alive.stream().anyMatch(other -> !other.name().equals(self.name())));
  }

  private boolean watched(StoreTransaction tx) {
    Instant latest = tx.now().plus(OVERLAP);
    return tx.members().seenWithin(lease.dividedBy(BEATS_PER_LEASE)).stream()
        .filter(member -> member.role() == Role.SCHEDULER)
        .anyMatch(member -> !member.seenAt().isAfter(latest));
  }
}
