package io.orchestrator.store;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.UndoPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Task instances. Every change is a {@link TaskTransition}, applied by compare-and-set. */
public interface TaskStore extends ReactionTasks {

  /** What is not looked at for a while, because something is wrong with it. */
  record Except(Collection<Long> runPks, Collection<UUID> ids) {
    public static final Except NOTHING = new Except(List.of(), List.of());
  }

  /** A claim to write; the epoch is minted by the caller. */
  record Claim(TaskTransition transition, UUID epoch) {}

  /** Those of the instances that another transaction has locked, or that are gone. No waiting. */
  Collection<UUID> locked(Collection<UUID> ids);

  /** All scheduled instances of a run, with room or without, and what limits them. No lock. */
  ClaimSnapshot scheduled(long runPk);

  /**
   * Gives instances the rows back that they had before an order, each by compare-and-set as in
   * {@link #apply}. A try that the order had ended goes on.
   *
   * @return ids of the instances that were changed; a missing one lost its race
   */
  Collection<UUID> giveBack(Collection<UndoPlan.GivenBack> changes, String actor);

  Optional<TaskInstance> find(UUID id);

  Optional<TaskInstance> find(long runPk, String taskId, int mapIndex);

  List<TaskInstance> ofRun(long runPk);

  List<Attempt> attempts(UUID id);

  /**
   * Extends the lease of the attempts that are still theirs. One whose row others have locked keeps
   * its lease as it is, and counts as held.
   *
   * @param held epoch to instance id: a worker may still hold an earlier attempt of an instance
   *     beside its present one
   * @return epochs still held; for any other the worker must kill its process
   */
  Collection<UUID> extendLeases(Map<UUID, UUID> held, Duration lease);

  /**
   * Gives every claim a whole lease from now, whatever is left of the one it has: after a time in
   * which nobody could renew it, or a step of the clock. Rows that others have locked are left out.
   */
  void renewLeases(Duration lease);

  /** Queued, running or restarting instances whose lease is over at {@code now}. */
  List<TaskInstance> leaseExpired(Instant now, int limit);

  /** Instances held by a worker, by name: what to hand back when it says goodbye. */
  List<TaskInstance> heldBy(String worker);

  /** Earliest moment still to come at which a retry, a poke or a lease falls due. */
  Optional<Instant> nextTimer();

  /** Runs with a retry or poke due at {@code now}: to be planned. */
  List<Long> runsWithTimerDue(Instant now, int limit);

  /**
   * Parts of a report; absent parts are left as they are, fields and notes are added to those of
   * the same try. A worker may report between a reading and the transition made of it: external id
   * and decision survive that transition unless it begins a new try.
   */
  record TaskReport(
      @Nullable String externalId,
      @Nullable BranchDecision decision,
      Map<String, String> renderedFields,
      Map<String, Object> notes) {}

  /**
   * Notes which process runs these attempts, where their epochs hold.
   *
   * @param held instance id to epoch
   */
  void reportProcess(Map<UUID, UUID> held, long pid, String hostname);

  /** Rendered fields and notes of the current or last try. */
  TaskFacts facts(UUID id);

  /** What {@link #report} and {@link #reportProcess} stored. */
  record TaskFacts(
      Map<String, String> renderedFields,
      Map<String, Object> notes,
      @Nullable Long pid,
      @Nullable String hostname) {}
}
