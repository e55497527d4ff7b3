package io.orchestrator.store;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Durable state. Everything in one {@link #transact} call is committed together or not at all. */
public interface Store {
  /**
   * Runs the work in one transaction and commits it.
   *
   * @throws StoreBusyException when a row was locked by others for too long
   * @throws StoreUnavailableException when the outcome is failed or unknown; nothing may be assumed
   *     then, read back with the same keys
   */
  <T> T transact(Function<? super StoreTransaction, T> work);

  /**
   * Reads everything as it stood at one moment: what others commit meanwhile is not seen, and
   * nothing can be changed.
   *
   * @throws StoreUnavailableException when the store does not answer
   * @throws StoreRefusedException when something was to be changed; nothing was
   * @throws IllegalStateException when on this thread another reading or transaction is to be
   *     opened inside
   */
  <T> T read(Function<? super StoreTransaction, T> reads);

  /** The same store for a caller that waits at most so long for a locked row. */
  Store waitingAtMost(Duration most);

  /** The store's clock: the only one decisions are made by. */
  Instant now();
}
