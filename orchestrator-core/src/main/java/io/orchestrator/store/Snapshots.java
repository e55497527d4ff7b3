package io.orchestrator.store;

import java.util.function.Function;

/**
 * What is shown together is read together: header, counts and reasons of a page are of one moment,
 * whatever is committed while they are read.
 */
public interface Snapshots {
  /**
   * Reads what belongs together, as {@link Store#read} does. A connection is held meanwhile: what
   * comes from elsewhere (logs, secrets) is read before or after, and a page is sent after.
   *
   * @throws StoreUnavailableException when the store does not answer
   * @throws StoreRefusedException when something was to be changed; nothing was
   * @throws IllegalStateException when a snapshot is open on this thread already
   */
  <T> T read(Function<? super Snapshot, T> reads);
}
