package io.orchestrator.scheduler.memory;

import io.orchestrator.store.ReactionTransaction;
import io.orchestrator.store.StaleMemoryException;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import java.util.Collection;
import java.util.function.Function;

/**
 * Lets reactions decide on what is remembered, and writes what they decided with one statement. For
 * one thread.
 */
public final class ReactionMemory {
  private final RunMemory memory = new RunMemory();

  /** From now on it is looked whether what is remembered still is so, before it is used. */
  public void doubt() {
    memory.doubt();
  }

  /**
   * Decides and writes, in one transaction.
   *
   * @param changed runs that others may have changed: they are read again
   * @param decide may be called more than once, and must not act on anything but its transaction
   * @throws NotRememberedException when the store itself has to be asked; nothing was written
   * @throws StaleMemoryException when others changed twice what was decided on; nothing was written
   */
  public <T> T react(
      Store store, Collection<Long> changed, Function<ReactionTransaction, T> decide) {
    memory.begin();
    memory.forget(changed);
    try {
      return once(store, decide);
    } catch (StaleMemoryException e) {
      return once(store, decide);
    }
  }

  private <T> T once(Store store, Function<ReactionTransaction, T> decide) {
    boolean done = false;
    try {
      T result = store.transact(tx -> within(tx, decide));
      memory.committed();
      done = true;
      return result;
    } finally {
      if (!done) {
        memory.begin();
        memory.doubt();
      }
    }
  }

  private <T> T within(StoreTransaction tx, Function<ReactionTransaction, T> decide) {
    memory.begin();
    memory.refresh(tx.reactions(), tx.now());
    Journal journal = new Journal();
    ReactionTransaction remembered =
        new ReactionTransaction(
            tx.now(),
            tx.dags(),
            new RememberedRuns(tx, memory, journal),
            new RememberedTasks(tx, memory, journal),
            tx.xcoms());
    T result = decide.apply(remembered);
    journal.write(tx.reactions(), memory);
    return result;
  }
}
