package io.orchestrator.store;

import java.time.Instant;
import java.util.function.Function;

/** Durable state. Everything in one {@link #transact} call is committed together or not at all. */
public interface Store {
  /**
   * Runs the work in one transaction and commits it.
   *
   * @throws StoreUnavailableException when the outcome is failed or unknown; nothing may be assumed
   *     then, read back with the same keys
   */
  <T> T transact(Function<? super StoreTransaction, T> work);

  /** The store's clock: the only one decisions are made by. */
  Instant now();
}
