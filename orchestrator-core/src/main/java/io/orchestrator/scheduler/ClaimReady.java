package io.orchestrator.scheduler;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.model.DagVersion;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.ClaimPlanner;
import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.TaskStore.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Gives scheduled tasks to a worker: limits from states, a fresh epoch each, one transaction. */
record ClaimReady(Supplier<UUID> epochs, Duration lease) {
  private static final int LOOK_AHEAD = 4;
  private static final int LOOK_AT_LEAST = 64;

  List<WorkItem> claim(
      StoreTransaction tx, String worker, Collection<String> queues, int freeSlots) {
    int look = Math.max(LOOK_AT_LEAST, freeSlots * LOOK_AHEAD);
    List<TaskInstance> taken = new ArrayList<>();
    boolean more = true;
    // What was looked at may be used up by what was taken of it: a further look sees behind it.
    while (more) {
      ClaimSnapshot snapshot = tx.tasks().claimable(queues, look);
      List<TaskInstance> some = take(tx, worker, snapshot, freeSlots - taken.size());
      taken.addAll(some);
      more = !some.isEmpty() && taken.size() < freeSlots && snapshot.candidates().size() == look;
    }
    return taken.isEmpty() ? List.of() : workItems(tx, taken);
  }

  private List<TaskInstance> take(
      StoreTransaction tx, String worker, ClaimSnapshot snapshot, int freeSlots) {
    List<Claim> claims = new ArrayList<>();
    for (ClaimSnapshot.Candidate chosen : ClaimPlanner.select(snapshot, freeSlots).chosen()) {
      TaskInstance task = chosen.task();
      TaskTransition taken =
          TaskTransition.of(task, TaskState.QUEUED, TransitionCause.CLAIMED, tx.now());
      claims.add(new Claim(taken, epochs.get()));
    }
    return claims.isEmpty() ? List.of() : tx.tasks().claim(claims, worker, lease);
  }

  private List<WorkItem> workItems(StoreTransaction tx, List<TaskInstance> claimed) {
    List<Long> runPks = claimed.stream().map(TaskInstance::runPk).distinct().toList();
    Map<Long, DagRun> runs =
        tx.runs().find(runPks).stream().collect(Collectors.toMap(DagRun::id, Function.identity()));
    return claimed.stream()
        .map(task -> workItem(tx, task, Objects.requireNonNull(runs.get(task.runPk()))))
        .toList();
  }

  private WorkItem workItem(StoreTransaction tx, TaskInstance task, DagRun run) {
    DagVersion version = tx.dags().version(run.dagVersionId()).orElseThrow();
    TaskModel model = version.model().task(task.taskId()).orElseThrow();
    return new WorkItem(
        new AttemptToken(task.id(), Objects.requireNonNull(task.epoch())),
        new WorkItem.Task(
            run.dagId(), run.runId(), task.taskId(), task.mapIndex(), task.tryNumber()),
        new WorkItem.Version(version.id(), version.structureHash()),
        new WorkItem.Run(run.logicalDate(), run.interval(), run.spec().trigger().conf()),
        new WorkItem.Begun(task.externalId(), task.work().firstTry(), task.times().firstPokeAt()),
        tx.now(),
        new WorkItem.Limits(task.maxTries() + 1, model.limits().executionTimeout(), lease));
  }
}
