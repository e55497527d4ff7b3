package io.orchestrator.scheduler;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.UndoPlan;
import io.orchestrator.store.RunStore.Remembered;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.timetable.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Takes back the last order about a run, or about several, in one transaction with its audit rows.
 * What a worker has begun since, or had when the order was given, stays as it is.
 */
public final class Undo {
  /** For how long a person is offered to undo an order, unless a setting says otherwise. */
  public static final Duration USUAL = Duration.ofSeconds(10);

  /** The way of the answer to the person and back. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(5);

  private final Store store;
  private final Bell bell;
  private final Duration offered;

  /**
   * @param bell tells the scheduler to look at once
   * @param offered for how long a person is offered to undo an order
   * @throws IllegalArgumentException when that is under a second or over ten minutes
   */
  public Undo(Store store, Bell bell, Duration offered) {
    Duration most = Remembered.KEPT.minus(ON_THE_WAY);
    if (offered.toSeconds() < 1 || offered.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "An order can be undone for 1 s to %s, not for %s."
              .formatted(Durations.text(most), Durations.text(offered)));
    }
    this.store = store;
    this.bell = bell;
    this.offered = offered;
  }

  /** For how long a person is offered to undo an order. */
  public Duration offered() {
    return offered;
  }

  /**
   * Undoes an order, in all of its runs of which no other order has followed.
   *
   * @param orderId as {@link OrderedBy#undo} said
   * @param user who gave the order; nobody else undoes it
   */
  public UndoResult undo(String dagId, UUID orderId, String user) {
    UndoResult result = store.transact(tx -> undo(tx, dagId, orderId, user, offered));
    if (result instanceof UndoResult.Undone undone) {
      undone.runs().forEach(bell::wake);
    }
    bell.wake();
    return result;
  }

  private static UndoResult undo(
      StoreTransaction tx, String dagId, UUID orderId, String user, Duration offered) {
    Map<Long, RunSnapshot> runs = lock(tx, orderId);
    SortedMap<Long, UndoPlan> plans = new TreeMap<>();
    for (Remembered order : tx.runs().remembered(orderId)) {
      RunSnapshot run = runs.get(order.before().run().id());
      if (run != null
          && run.run().dagId().equals(dagId)
          && order.key().actor().equals(user)
          && order.at().plus(offered).plus(ON_THE_WAY).isAfter(tx.now())) {
        plans.put(run.run().id(), undo(tx, run, order.before(), user));
      }
    }
    return plans.isEmpty() ? new UndoResult.TooLate() : new UndoResult.Undone(plans);
  }

  /** What was remembered holds once the runs stand still: until then another order may follow. */
  private static Map<Long, RunSnapshot> lock(StoreTransaction tx, UUID orderId) {
    Map<Long, RunSnapshot> runs = new TreeMap<>();
    for (Remembered order : tx.runs().remembered(orderId)) {
      long runPk = order.before().run().id();
      tx.runs().lockForOrder(runPk).ifPresent(run -> runs.put(runPk, run));
    }
    return runs;
  }

  private static UndoPlan undo(
      StoreTransaction tx, RunSnapshot run, UndoPlan.Before before, String user) {
    UndoPlan plan = UndoPlan.of(run, before, tx.now());
    carryOut(tx, plan, user);
    DagRun now = run.run();
    String note = Objects.requireNonNullElse(before.run().spec().note(), "");
    if (!note.equals(Objects.requireNonNullElse(now.spec().note(), ""))) {
      tx.runs().setNote(now.id(), note);
    }
    tx.runs().forget(now.id());
    tx.audit().order(user, "run.undo", now.dagId(), now.runId(), words(plan));
    return plan;
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
