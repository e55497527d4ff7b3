package io.orchestrator.scheduler.memory;

import io.orchestrator.administration.Pool;
import io.orchestrator.model.BranchDecision;
import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.ClaimSnapshot.PoolUse;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.ReactionTasks;
import io.orchestrator.store.ReactionWrite.TaskChange;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.TaskStore.Claim;
import io.orchestrator.store.TaskStore.Except;
import io.orchestrator.store.TaskStore.TaskReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Task instances as they are remembered; changes go to the journal. */
record RememberedTasks(StoreTransaction tx, RunMemory memory, Journal journal)
    implements ReactionTasks {
  @Override
  public List<TaskInstance> find(Collection<UUID> ids) {
    List<UUID> unknown = ids.stream().filter(id -> memory.runOf(id) == null).toList();
    if (!unknown.isEmpty()) {
      memory.load(
          tx.reactions(),
          tx.tasks().find(unknown).stream().map(TaskInstance::runPk).distinct().toList());
    }
    return ids.stream().distinct().flatMap(id -> known(id).stream()).toList();
  }

  /** An epoch that is not the remembered one may be newer: its run is read again. */
  @Override
  public List<TaskInstance> running(Map<UUID, UUID> held) {
    List<TaskInstance> running = ReactionTasks.super.running(held);
    if (running.size() < held.size()) {
      Set<UUID> missing = new HashSet<>(held.values());
      running.forEach(task -> missing.remove(task.id()));
      memory.forget(
          missing.stream()
              .map(memory::runOf)
              .filter(Objects::nonNull)
              .map(RememberedRun::id)
              .distinct()
              .toList());
      return ReactionTasks.super.running(held);
    }
    return running;
  }

  private Optional<TaskInstance> known(UUID id) {
    return Optional.ofNullable(memory.runOf(id)).map(run -> run.task(id));
  }

  @Override
  public Collection<UUID> apply(Collection<TaskTransition> transitions, String actor) {
    return transitions.stream()
        .filter(change -> write(change, TaskTransition::after, actor).isPresent())
        .map(change -> change.before().id())
        .toList();
  }

  /** By compare-and-set, as in the store. */
  private Optional<TaskInstance> write(
      TaskTransition change, Function<TaskTransition, TaskInstance> row, String actor) {
    TaskInstance before = change.before();
    return known(before.id())
        .filter(task -> task.state() == before.state())
        .filter(task -> Objects.equals(task.epoch(), before.epoch()))
        .map(
            task -> {
              TaskTransition now = change.onto(task);
              TaskInstance after = row.apply(now);
              journal.add(new TaskChange(now, after, actor));
              memory.change(Objects.requireNonNull(memory.runOf(after.id())), after);
              return after;
            });
  }

  @Override
  public ClaimSnapshot claimable(Collection<String> queues, Except except, int limit) {
    return memory.ready().best(queues, except, limit, room());
  }

  private ClaimSnapshot room() {
    TakenSlots taken = memory.taken();
    Map<String, PoolUse> pools = new HashMap<>();
    for (Pool pool : memory.pools()) {
      int used = taken.ofPool(pool.name(), pool.includeDeferred());
      pools.put(pool.name(), new PoolUse(pool.slots(), used, List.of()));
    }
    return new ClaimSnapshot(
        tx.now(),
        List.of(),
        false,
        pools,
        taken.inDag(),
        taken.inRun(),
        taken.ofTask(),
        taken.ofTaskInRun());
  }

  @Override
  public List<TaskInstance> claim(Collection<Claim> claims, String worker, Duration lease) {
    Instant until = tx.now().plus(lease);
    memory.claim();
    return claims.stream()
        .flatMap(
            claim ->
                write(claim.transition(), c -> c.claimedBy(worker, claim.epoch(), until), worker)
                    .stream())
        .toList();
  }

  /** Only decisions are reported within a reaction; the rest has calls of its own. */
  @Override
  public boolean report(UUID id, UUID epoch, TaskReport report) {
    BranchDecision decision = report.decision();
    if (report.externalId() != null || decision == null) {
      throw new NotRememberedException("a report of more than a decision");
    }
    Optional<TaskInstance> held =
        known(id)
            .filter(task -> epoch.equals(task.epoch()))
            .filter(task -> task.state() != TaskState.QUEUED);
    held.ifPresent(
        task -> {
          journal.decide(id, decision);
          memory.change(Objects.requireNonNull(memory.runOf(id)), task.withReport(null, decision));
        });
    return held.isPresent();
  }
}
