package io.orchestrator.store.postgres;

import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The store on PostgreSQL. Locks are taken in one order everywhere: the run, then its task
 * instances by id. {@link #now} and all deadlines are the database's.
 *
 * <p>A unit of work may be run twice (after a deadlock), so it must not act on anything but its
 * transaction.
 */
public final class PostgresStore implements Store {
  private final Transactions transactions;
  private final Versions versions;

  /** A store on the schema that {@code db/migration} creates. */
  public PostgresStore(DataSource source) {
    this(Transactions.ofEngine(source), new Versions());
  }

  PostgresStore(Transactions transactions, Versions versions) {
    this.transactions = transactions;
    this.versions = versions;
  }

  @Override
  public <T> T transact(Function<? super StoreTransaction, T> work) {
    return transactions.run(sql -> work.apply(ports(sql, versions)));
  }

  @Override
  public <T> T read(Function<? super StoreTransaction, T> reads) {
    return transactions.ofOneMoment().run(sql -> reads.apply(ports(sql, versions)));
  }

  static StoreTransaction ports(Sql sql, Versions versions) {
    PostgresDagStore dags = new PostgresDagStore(sql, versions);
    PostgresRunStore runs = new PostgresRunStore(sql, dags, versions);
    return new StoreTransaction(
        sql.now(),
        dags,
        runs,
        new PostgresTaskStore(sql),
        new PostgresXComStore(sql),
        new PostgresAuditStore(sql),
        new PostgresMemberStore(sql),
        new PostgresReactionStore(sql),
        new PostgresRetentionStore(sql));
  }

  @Override
  public Store waitingAtMost(Duration most) {
    return new PostgresStore(transactions.waitingAtMost(most), versions);
  }

  @Override
  public Instant now() {
    return transactions.run(Sql::now);
  }
}
