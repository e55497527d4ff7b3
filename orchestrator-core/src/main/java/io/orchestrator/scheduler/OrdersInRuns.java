package io.orchestrator.scheduler;

import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.Store;
import java.util.Collection;
import java.util.List;

/**
 * The {@link Orders} about several runs at once: all of it or nothing, and undone as one order.
 * Runs may be named in any order; those that are gone are passed over.
 */
public final class OrdersInRuns {
  private final Store store;
  private final Bell bell;

  /**
   * @param bell tells the scheduler to look at once
   */
  public OrdersInRuns(Store store, Bell bell) {
    this.store = store;
    this.bell = bell;
  }

  /**
   * Clears and lets the runs go on.
   *
   * @return what was cleared; runs of which nothing was stay as they are
   */
  public List<TaskTransition> clear(Collection<Long> runPks, Selection wanted, OrderedBy by) {
    return order(runPks, (tx, run) -> Orders.clear(tx, run, wanted, by));
  }

  /**
   * Sets task instances to success, failed or skipped.
   *
   * @param wanted what is marked; what failed below is cleared, and {@code by} was shown both
   * @return what was changed; runs of which nothing was stay as they are
   * @throws ChangedSinceException when more would change than was shown; nothing was changed
   */
  public List<TaskTransition> mark(
      Collection<Long> runPks, Selection wanted, TaskState to, OrderedBy by) {
    return order(runPks, (tx, run) -> Orders.mark(tx, run, wanted, to, by));
  }

  /**
   * Sets the states of runs, see {@link Orders#markRun}.
   *
   * @return what was changed of their tasks
   * @throws ChangedSinceException when more would change than was shown; nothing was changed
   */
  public List<TaskTransition> markRuns(Collection<Long> runPks, RunState to, OrderedBy by) {
    return order(runPks, (tx, run) -> Orders.markRun(tx, run, to, by));
  }

  private List<TaskTransition> order(Collection<Long> runPks, Orders.RunOrder order) {
    List<TaskTransition> changed =
        store.transact(
            tx ->
                // In one order, so that two orders about the same runs wait for one another.
                runPks.stream()
                    .sorted()
                    .distinct()
                    .flatMap(runPk -> tx.runs().lockForOrder(runPk).stream())
                    .flatMap(run -> order.carryOut(tx, run).stream())
                    .toList());
    // The scheduler leaves out a run that an order has locked: it is told to look again.
    runPks.forEach(bell::wake);
    bell.wake();
    return changed;
  }
}
