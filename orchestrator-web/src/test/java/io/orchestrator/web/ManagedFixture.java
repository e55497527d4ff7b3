package io.orchestrator.web;

import io.orchestrator.administration.Pool;
import io.orchestrator.administration.Variable;
import io.orchestrator.store.Administration;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.Overview.PoolLoad;
import io.orchestrator.store.memory.InMemoryStore;
import io.orchestrator.web.ui.FixtureQueries;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What admins manage, in memory, for tests of pages and of REST. */
public final class ManagedFixture {
  public static final String MAKER = "fixture";
  private final InMemoryStore store =
      new InMemoryStore(InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z")));

  public ManagedFixture() {
    administration()
        .variables()
        .create(
            new Variable(
                "flights_landing", "s3://landing/flights/", "Where the day's files arrive"),
            MAKER);
    administration().variables().create(new Variable("api_token", "hunter2", null), MAKER);
    administration()
        .pools()
        .create(new Pool("athena", 2, "Athena's concurrent queries", false), MAKER);
  }

  public Administration administration() {
    return store.administration();
  }

  /** What people did, oldest first: who, what, to which. */
  public List<String> audited() {
    List<AuditRow> rows = store.transact(tx -> tx.audit().latest(1_000));
    return rows.stream()
        .filter(row -> !row.actor().equals(MAKER))
        .sorted(Comparator.comparing(AuditRow::seq))
        .map(row -> row.actor() + " " + row.event() + " " + row.detail())
        .toList();
  }

  /** The fixture's pools with their use, and beside them those that were made meanwhile. */
  public FixtureQueries queries() {
    return new FixtureQueries() {
      @Override
      public List<PoolLoad> pools() {
        Map<String, PoolLoad> loads = new TreeMap<>();
        administration().pools().all().forEach(pool -> loads.put(pool.name(), unused(pool)));
        super.pools().forEach(load -> loads.put(load.pool().name(), load));
        return List.copyOf(loads.values());
      }
    };
  }

  private static PoolLoad unused(Pool pool) {
    return new PoolLoad(pool, pool.slots(), 0, 0, 0, 0);
  }
}
