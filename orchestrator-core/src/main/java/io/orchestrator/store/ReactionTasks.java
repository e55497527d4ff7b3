package io.orchestrator.store;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.TaskStore.Claim;
import io.orchestrator.store.TaskStore.Except;
import io.orchestrator.store.TaskStore.TaskReport;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a reaction reads and writes of task instances. */
public interface ReactionTasks {

  /** Those that there are, in no order. */
  List<TaskInstance> find(Collection<UUID> ids);

  /**
   * Those of the instances that run, or restart, under these epochs; in no order.
   *
   * @param held epoch to instance id
   */
  default List<TaskInstance> running(Map<UUID, UUID> held) {
    return find(Set.copyOf(held.values())).stream()
        .filter(task -> task.epoch() != null && held.containsKey(task.epoch()))
        .filter(task -> task.state() == TaskState.RUNNING || task.state() == TaskState.RESTARTING)
        .toList();
  }

  /**
   * Applies each transition where the row still has {@code before}'s state and epoch, with its
   * timestamps, its audit row and, when a try ends, its {@link Attempt}. Batched.
   *
   * @return ids of the instances that were changed; a missing one lost its race
   */
  Collection<UUID> apply(Collection<TaskTransition> transitions, String actor);

  /**
   * Serialises claimers for this transaction and reads what claiming decides on: scheduled
   * instances of running runs of unpaused DAGs whose queue is served, best candidates first, and
   * the states that limits are derived from. Each candidate has room as things are; those whose
   * pool, run or task is full are not among them, so they cannot hide others; nor can those of one
   * DAG hide another's.
   *
   * @param limit about how many candidates to look at, in equal parts of each DAG and at least one;
   *     together they may want more than there is room for
   */
  ClaimSnapshot claimable(Collection<String> queues, Except except, int limit);

  /** Writes claims: queued, with their epochs, worker and lease. Returns those that won. */
  List<TaskInstance> claim(Collection<Claim> claims, String worker, Duration lease);

  /**
   * Facts the worker reports beside its state, written only while {@code epoch} holds.
   *
   * @return false when the epoch no longer holds; nothing was written then
   */
  boolean report(UUID id, UUID epoch, TaskReport report);
}
