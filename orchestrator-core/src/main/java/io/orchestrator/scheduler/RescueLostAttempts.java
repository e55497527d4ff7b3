package io.orchestrator.scheduler;

import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends attempts whose worker has given no sign of life within the lease: not started ones go back,
 * started ones are retried or fail. Any live node may do it; the epoch lets only one succeed.
 */
record RescueLostAttempts(Store store, Duration lease, Quarantine quarantine) {
  private static final Logger LOG = LoggerFactory.getLogger(RescueLostAttempts.class);
  private static final int PER_TICK = 500;

  /**
   * Attempts whose lease is over: those that can be ended now, and those that others have locked.
   */
  private record Expired(List<TaskInstance> free, List<TaskInstance> locked) {}

  /**
   * Returns the runs touched: they want planning.
   *
   * @param asOf when leases were last known to be watched; what ends after it is judged later
   */
  List<Long> run(Instant asOf) {
    Expired expired = store.transact(tx -> expired(tx, asOf));
    for (TaskInstance task : expired.locked()) {
      LOG.warn("The attempt of {} ({}) is locked by others", task.taskId(), task.id());
      quarantine.holdLocked(task.id());
    }
    // A row that was locked could get no heartbeat: its worker gets the chance now.
    List<TaskInstance> freed =
        expired.free().stream().filter(t -> quarantine.lockedLast(t.id())).toList();
    if (!freed.isEmpty()) {
      store.transact(tx -> tx.tasks().extendLeases(byEpoch(freed), lease));
      freed.forEach(task -> quarantine.release(task.id()));
    }
    return end(expired.free().stream().filter(task -> !freed.contains(task)).toList());
  }

  private static Map<UUID, UUID> byEpoch(List<TaskInstance> tasks) {
    return tasks.stream()
        .collect(Collectors.toMap(t -> Objects.requireNonNull(t.epoch()), TaskInstance::id));
  }

  private Expired expired(StoreTransaction tx, Instant asOf) {
    List<TaskInstance> all =
        tx.tasks().leaseExpired(asOf, PER_TICK).stream()
            .filter(task -> !quarantine.holds(task.id()))
            .toList();
    if (all.isEmpty()) {
      return new Expired(all, all);
    }
    Collection<UUID> locked = tx.tasks().locked(all.stream().map(TaskInstance::id).toList());
    return new Expired(
        all.stream().filter(task -> !locked.contains(task.id())).toList(),
        all.stream().filter(task -> locked.contains(task.id())).toList());
  }

  private List<Long> end(List<TaskInstance> lost) {
    if (lost.isEmpty()) {
      return List.of();
    }
    try {
      return store.transact(tx -> end(tx, lost));
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("Lost attempts could not be ended together; trying each on its own", e);
      return oneByOne(lost);
    }
  }

  private List<Long> oneByOne(List<TaskInstance> lost) {
    List<Long> runs = new ArrayList<>();
    for (TaskInstance task : lost) {
      try {
        runs.addAll(store.transact(tx -> end(tx, List.of(task))));
        quarantine.release(task.id());
      } catch (StoreUnavailableException e) {
        throw e;
      } catch (RuntimeException e) {
        quarantine.hold(task.id(), e);
        LOG.error(
            "The lost attempt of {} could not be ended. It is tried again after a pause; others go"
                + " on.",
            task.taskId(),
            e);
      }
    }
    return runs;
  }

  /** Ends the given attempts as lost. */
  static List<Long> end(StoreTransaction tx, Collection<TaskInstance> lost) {
    AttemptEnds ends = new AttemptEnds(tx.forReaction(), lost);
    return write(tx, lost, task -> ends.of(task).lost(task));
  }

  /**
   * Puts attempts back whose programs were not started and will not be; of those that run already
   * the caller has to know it. What was cleared on its way ends by that.
   */
  static List<Long> handBack(StoreTransaction tx, Collection<TaskInstance> notBegun) {
    AttemptEnds ends = new AttemptEnds(tx.forReaction(), notBegun);
    return write(
        tx,
        notBegun,
        task ->
            task.state() == TaskState.RUNNING
                ? ends.of(task).handedBack(task)
                : ends.of(task).lost(task));
  }

  private static List<Long> write(
      StoreTransaction tx,
      Collection<TaskInstance> lost,
      Function<TaskInstance, TaskTransition> transition) {
    Collection<UUID> changed =
        tx.tasks().apply(lost.stream().map(transition).toList(), "scheduler");
    return lost.stream()
        .filter(t -> changed.contains(t.id()))
        .map(TaskInstance::runPk)
        .distinct()
        .toList();
  }
}
