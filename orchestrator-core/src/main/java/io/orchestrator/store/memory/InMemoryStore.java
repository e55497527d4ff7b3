package io.orchestrator.store.memory;

import io.orchestrator.administration.Kind;
import io.orchestrator.store.Administration;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreRefusedException;
import io.orchestrator.store.StoreTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The store in memory. Transactions are serial, and undone as a whole when the work throws; who
 * reads has a copy. The clock is the caller's. Gone with the process.
 */
public final class InMemoryStore implements Store {
  private final InstantSource clock;
  private final Tables tables;
  private final ReentrantLock lock = new ReentrantLock();
  private final ThreadLocal<Boolean> reading = ThreadLocal.withInitial(() -> false);

  /**
   * @param clock what {@link #now} answers, in whole microseconds as the database has them
   */
  public InMemoryStore(InstantSource clock) {
    this(clock, 0);
  }

  /**
   * @param series begins the ids of task instances: stores of other series have other ids, and so
   *     their tasks other idempotency keys towards remote systems
   */
  public InMemoryStore(InstantSource clock, long series) {
    this.clock = clock;
    this.tables = new Tables(series);
  }

  @Override
  public <T> T transact(Function<? super StoreTransaction, T> work) {
    refuseAnother();
    return alone(() -> work.apply(ports(tables, now())));
  }

  @Override
  public <T> T read(Function<? super StoreTransaction, T> reads) {
    refuseAnother();
    Tables then = alone(tables::copy);
    reading.set(true);
    try {
      T result = reads.apply(ports(then, now()));
      if (!then.undo.empty()) {
        throw new StoreRefusedException(
            "What is only read was to be changed. Nothing was changed.",
            new UnsupportedOperationException());
      }
      return result;
    } finally {
      reading.remove();
    }
  }

  private void refuseAnother() {
    if (lock.isHeldByCurrentThread() || reading.get()) {
      throw new IllegalStateException(
          "A transaction is open on this thread already. Nothing was changed. Use its ports, or"
              + " end it first.");
    }
  }

  private static StoreTransaction ports(Tables tables, Instant now) {
    InMemoryAuditStore audit = new InMemoryAuditStore(tables, now);
    InMemoryTaskStore tasks = new InMemoryTaskStore(tables, audit, now);
    InMemoryRunStore runs = new InMemoryRunStore(tables, tasks, audit, now);
    return new StoreTransaction(
        now,
        new InMemoryDagStore(tables, now),
        runs,
        tasks,
        new InMemoryXComStore(tables, now),
        audit,
        new InMemoryMemberStore(tables, now),
        new InMemoryReactionStore(tables, runs, tasks),
        new InMemoryRetentionStore(tables, now));
  }

  /** Transactions are serial: nobody holds a row. */
  @Override
  public Store waitingAtMost(Duration most) {
    return this;
  }

  @Override
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** What admins manage, in the same memory. */
  public Administration administration() {
    return new Administration(
        new InMemoryManagedStore<>(this, tables, Kind.POOL, tables.pools),
        new InMemoryManagedStore<>(this, tables, Kind.VARIABLE, tables.variables),
        new InMemoryManagedStore<>(this, tables, Kind.CONNECTION, tables.connections),
        new InMemoryManagedStore<>(this, tables, Kind.USER, tables.users));
  }

  /** One unit of work; within an open transaction it is a part of that. */
  <T> T alone(Supplier<T> work) {
    boolean outermost = !lock.isHeldByCurrentThread();
    lock.lock();
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      if (outermost) {
        end(done);
      }
      lock.unlock();
    }
  }

  private void end(boolean done) {
    if (done) {
      tables.undo.commit();
    } else {
      tables.undo.rollback();
    }
  }
}
