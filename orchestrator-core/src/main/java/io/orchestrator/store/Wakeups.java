package io.orchestrator.store;

import java.util.Collection;
import java.util.function.LongConsumer;

/**
 * Tells other nodes that runs have changed, so that they plan them at once. Only a hint: one that
 * is lost is made up for by the slow sweep.
 */
public interface Wakeups {
  /** Tells all other nodes. Call it after the commit. Never throws: a lost hint is only slow. */
  void publish(Collection<Long> runPks);

  /**
   * Listens until closed; what other nodes published is given to {@code changed} on a thread of its
   * own. After a lost connection it listens again and calls {@code missed}, since hints may have
   * been lost.
   */
  Subscription listen(LongConsumer changed, Runnable missed);

  /** A listener that can be ended. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
