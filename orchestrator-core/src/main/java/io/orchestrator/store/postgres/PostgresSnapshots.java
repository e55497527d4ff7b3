package io.orchestrator.store.postgres;

import io.orchestrator.store.Snapshot;
import io.orchestrator.store.Snapshots;
import java.util.function.Function;

/** Both sides of the store on one read-only transaction. */
record PostgresSnapshots(Transactions reading, Versions versions) implements Snapshots {
  @Override
  public <T> T read(Function<? super Snapshot, T> reads) {
    return reading.run(
        sql ->
            reads.apply(
                new Snapshot(
                    new PostgresQueries(new OpenUnit(sql), versions),
                    PostgresStore.ports(sql, versions))));
  }

  /** All units run in the transaction that is open. */
  private record OpenUnit(Sql sql) implements Units {
    @Override
    public <T> T run(Function<Sql, T> work) {
      return work.apply(sql);
    }
  }
}
