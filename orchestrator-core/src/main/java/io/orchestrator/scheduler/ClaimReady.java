package io.orchestrator.scheduler;

import static java.util.stream.Collectors.toList;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.model.DagVersion;
import io.orchestrator.model.TaskModel;
import io.orchestrator.model.UnreadableException;
import io.orchestrator.run.ClaimPlanner;
import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.ReactionTransaction;
import io.orchestrator.store.TaskStore.Claim;
import io.orchestrator.store.TaskStore.Except;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Gives scheduled tasks to workers: limits from states, a fresh epoch each, one transaction. */
record ClaimReady(Supplier<UUID> epochs, Duration lease, Quarantine quarantine) {
  /** Handing out as a whole, as a thing that may fail. */
  static final String DUTY = "handing out work";

  private static final int LOOK_AHEAD = 4;
  private static final int LOOK_AT_LEAST = 64;

  /** One run of which nothing can be handed out; the transaction is to be rolled back. */
  static final class BadCandidateException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long runPk;
    private final RuntimeException reason;

    BadCandidateException(long runPk, RuntimeException reason) {
      super(reason);
      this.runPk = runPk;
      this.reason = reason;
    }

    long runPk() {
      return runPk;
    }

    RuntimeException reason() {
      return reason;
    }
  }

  /** Items by claim; empty when there was nothing for it. Those of the same queues share. */
  Map<WaitingClaim, List<WorkItem>> claim(ReactionTransaction tx, List<WaitingClaim> claims) {
    Map<WaitingClaim, List<WorkItem>> items = new LinkedHashMap<>();
    claims.forEach(claim -> items.put(claim, List.of()));
    claims.stream()
        .collect(Collectors.groupingBy(c -> c.worker().queues(), LinkedHashMap::new, toList()))
        .values()
        .forEach(together -> items.putAll(claimTogether(tx, together)));
    return items;
  }

  /** What would be looked at for a claim. */
  List<ClaimSnapshot.Candidate> candidates(ReactionTransaction tx, WaitingClaim claim) {
    return look(tx, claim.worker().queues(), claim.freeSlots()).candidates();
  }

  private Map<WaitingClaim, List<WorkItem>> claimTogether(
      ReactionTransaction tx, List<WaitingClaim> claims) {
    List<String> queues = claims.get(0).worker().queues();
    Shares shares = new Shares(claims);
    Map<WaitingClaim, List<TaskInstance>> taken = new LinkedHashMap<>();
    boolean more = true;
    // What was looked at may be used up by what was taken of it: a further look sees behind it.
    while (more) {
      ClaimSnapshot snapshot = look(tx, queues, shares.left());
      List<ClaimSnapshot.Candidate> chosen = ClaimPlanner.select(snapshot, shares.left()).chosen();
      shares
          .deal(chosen)
          .forEach(
              (claim, share) ->
                  taken
                      .computeIfAbsent(claim, c -> new ArrayList<>())
                      .addAll(take(tx, claim, share)));
      more = !chosen.isEmpty() && shares.left() > 0 && snapshot.more();
    }
    Map<WaitingClaim, List<WorkItem>> items = new LinkedHashMap<>();
    taken.forEach((claim, tasks) -> items.put(claim, workItems(tx, tasks)));
    return items;
  }

  private ClaimSnapshot look(ReactionTransaction tx, List<String> queues, int freeSlots) {
    Except except = new Except(quarantine.notHandedOut(), quarantine.tasks());
    return tx.tasks().claimable(queues, except, Math.max(LOOK_AT_LEAST, freeSlots * LOOK_AHEAD));
  }

  private List<TaskInstance> take(
      ReactionTransaction tx, WaitingClaim by, List<ClaimSnapshot.Candidate> chosen) {
    List<Claim> claims = new ArrayList<>();
    for (ClaimSnapshot.Candidate candidate : chosen) {
      TaskTransition taken =
          TaskTransition.of(candidate.task(), by.claimed(), TransitionCause.CLAIMED, tx.now());
      claims.add(new Claim(taken, epochs.get()));
    }
    List<TaskInstance> won = tx.tasks().claim(claims, by.worker().name(), lease);
    if (by.claimed() == TaskState.RUNNING) {
      tx.xcoms().replace(EarlierResults.dropped(won));
    }
    return won;
  }

  private List<WorkItem> workItems(ReactionTransaction tx, List<TaskInstance> claimed) {
    List<Long> runPks = claimed.stream().map(TaskInstance::runPk).distinct().toList();
    Map<Long, DagRun> runs =
        tx.runs().find(runPks).stream().collect(Collectors.toMap(DagRun::id, Function.identity()));
    List<WorkItem> items = new ArrayList<>();
    for (TaskInstance task : claimed) {
      try {
        items.add(workItem(tx, task, Objects.requireNonNull(runs.get(task.runPk()))));
      } catch (UnreadableException | NoSuchElementException e) {
        throw new BadCandidateException(task.runPk(), e);
      }
    }
    return items;
  }

  private WorkItem workItem(ReactionTransaction tx, TaskInstance task, DagRun run) {
    DagVersion version = tx.dags().version(run.dagVersionId()).orElseThrow().readable();
    TaskModel model = tx.runs().dag(version.id()).task(task.taskId()).orElseThrow();
    if (!run.spec().trigger().readable()) {
      throw new UnreadableException(
          "The conf of run %s of %s cannot be read from the database: its tasks would run without it. Trigger a new run."
              .formatted(run.runId(), run.dagId()));
    }
    return new WorkItem(
        new AttemptToken(task.id(), Objects.requireNonNull(task.epoch())),
        new WorkItem.Task(
            run.dagId(), run.runId(), task.taskId(), task.mapIndex(), task.tryNumber()),
        new WorkItem.Version(version.id(), version.structureHash(), version.codeHash()),
        new WorkItem.Run(run.logicalDate(), run.interval(), run.spec().trigger().conf()),
        new WorkItem.Begun(task.externalId(), task.work().firstTry(), task.times().firstPokeAt()),
        tx.now(),
        new WorkItem.Limits(task.maxTries() + 1, model.limits().executionTimeout(), lease));
  }
}
