package io.orchestrator.scheduler;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.UndoPlan;
import io.orchestrator.store.RunStore.Remembered;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes back the last order about a run, in one transaction with its audit row. What a worker has
 * begun since, or had when the order was given, stays as it is.
 */
public final class Undo {
  /** For how long a person is offered to undo an order. */
  public static final Duration OFFERED = Duration.ofSeconds(10);

  /** The offer and the way to the server. */
  private static final Duration TAKEN = OFFERED.plusSeconds(5);

  private final Store store;
  private final Bell bell;

  /**
   * @param bell tells the scheduler to look at once
   */
  public Undo(Store store, Bell bell) {
    this.store = store;
    this.bell = bell;
  }

  /**
   * Undoes an order about a run.
   *
   * @param orderId as {@link OrderedBy#undo} said
   * @param user who gave the order; nobody else undoes it
   */
  public UndoResult undo(String dagId, String runId, UUID orderId, String user) {
    Optional<Long> run = store.transact(tx -> tx.runs().find(dagId, runId).map(DagRun::id));
    UndoResult result =
        run.map(pk -> store.transact(tx -> undo(tx, pk, orderId, user)))
            .orElseGet(UndoResult.TooLate::new);
    run.ifPresent(bell::wake);
    bell.wake();
    return result;
  }

  private static UndoResult undo(StoreTransaction tx, long runPk, UUID orderId, String user) {
    Optional<RunSnapshot> run = tx.runs().lockForOrder(runPk);
    Optional<Remembered> order =
        tx.runs()
            .remembered(orderId)
            .filter(r -> r.before().run().id() == runPk)
            .filter(r -> r.key().actor().equals(user))
            .filter(r -> r.at().plus(TAKEN).isAfter(tx.now()));
    if (run.isEmpty() || order.isEmpty()) {
      return new UndoResult.TooLate();
    }
    UndoPlan plan = UndoPlan.of(run.get(), order.get().before(), tx.now());
    carryOut(tx, plan, user);
    DagRun now = run.get().run();
    tx.runs().forget(runPk);
    tx.audit().order(user, "run.undo", now.dagId(), now.runId(), words(plan));
    return new UndoResult.Undone(plan);
  }

  /** Nobody can have changed what is locked: anything less than all of it is our own fault. */
  private static void carryOut(StoreTransaction tx, UndoPlan plan, String user) {
    int given = tx.tasks().giveBack(plan.tasks(), user).size();
    boolean run = plan.run().map(change -> tx.runs().apply(change, user)).orElse(true);
    if (given != plan.tasks().size() || !run) {
      throw new IllegalStateException(
          "Only %d of %d changes of an undo could be made. Nothing was changed."
              .formatted(given, plan.tasks().size()));
    }
  }

  private static String words(UndoPlan plan) {
    return plan.tasks().size()
        + " task instances given back"
        + (plan.lost().isEmpty() ? "" : ", " + plan.lost().size() + " not");
  }
}
