package io.orchestrator.scheduler;

import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.Store;
import java.util.Collection;
import java.util.List;

/** Clears in several runs at once: all of it or nothing, and undone as one order. */
public final class ClearOrders {
  private final Store store;
  private final Bell bell;

  /**
   * @param bell tells the scheduler to look at once
   */
  public ClearOrders(Store store, Bell bell) {
    this.store = store;
    this.bell = bell;
  }

  /**
   * Clears and lets the runs go on.
   *
   * @param runPks in any order; those that are gone are passed over
   * @return what was cleared; runs of which nothing was stay as they are
   */
  public List<TaskTransition> clear(Collection<Long> runPks, Selection wanted, OrderedBy by) {
    List<TaskTransition> cleared =
        store.transact(
            tx ->
                // In one order, so that two orders about the same runs wait for one another.
                runPks.stream()
                    .sorted()
                    .flatMap(runPk -> tx.runs().lockForOrder(runPk).stream())
                    .flatMap(run -> Orders.clear(tx, run, wanted, by).stream())
                    .toList());
    // The scheduler leaves out a run that an order has locked: it is told to look again.
    runPks.forEach(bell::wake);
    bell.wake();
    return cleared;
  }
}
