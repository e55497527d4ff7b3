package io.orchestrator.scheduler;

import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.run.AttemptEnd;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.TaskStore.TaskReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes ends of attempts: result, branch decision and state together, or nothing of it. */
final class ApplyFinishes {
  private ApplyFinishes() {}

  /**
   * Outcome of a batch.
   *
   * @param answers by report; a report whose epoch no longer holds is GONE and changed nothing
   * @param runs runs that want planning
   */
  record Applied(Map<FinishedAttempt, Answer> answers, Set<Long> runs) {}

  static Applied apply(StoreTransaction tx, List<FinishedAttempt> batch) {
    Map<FinishedAttempt, Answer> answers = new HashMap<>();
    Map<UUID, TaskTransition> ends = new LinkedHashMap<>();
    Map<UUID, FinishedAttempt> sources = new HashMap<>();
    for (FinishedAttempt finished : batch) {
      answers.put(finished, Answer.GONE);
      Optional<TaskInstance> held = held(tx, finished);
      if (held.isPresent() && !ends.containsKey(held.get().id())) {
        ends.put(held.get().id(), end(tx, held.get(), finished.report()));
        sources.put(held.get().id(), finished);
      }
    }
    Collection<UUID> changed =
        ends.isEmpty() ? List.of() : tx.tasks().apply(new ArrayList<>(ends.values()), "worker");
    Set<Long> runs = new HashSet<>();
    for (UUID id : changed) {
      TaskTransition end = java.util.Objects.requireNonNull(ends.get(id));
      FinishedAttempt source = java.util.Objects.requireNonNull(sources.get(id));
      answers.put(source, Answer.OK);
      runs.add(end.before().runPk());
      if (end.to() == TaskState.SUCCESS) {
        tx.xcoms()
            .replace(
                end.before().runPk(),
                end.before().taskId(),
                end.before().mapIndex(),
                source.report().xcoms());
      }
    }
    runs.addAll(laterRuns(tx, ends.values()));
    return new Applied(answers, runs);
  }

  private static Optional<TaskInstance> held(StoreTransaction tx, FinishedAttempt finished) {
    return tx.tasks()
        .find(finished.token().taskInstanceId())
        .filter(t -> finished.token().epoch().equals(t.epoch()))
        .filter(t -> t.state() == TaskState.RUNNING || t.state() == TaskState.RESTARTING);
  }

  private static TaskTransition end(StoreTransaction tx, TaskInstance task, FinishReport report) {
    AttemptEnd end = RescueLostAttempts.attemptEnd(tx, task);
    if (task.state() == TaskState.RESTARTING) {
      return end.lost(task);
    }
    return switch (report.end()) {
      case SUCCESS -> end.succeeded(decided(tx, task, report));
      case SKIPPED -> end.skippedItself(task, report.reason());
      case FAILED -> end.failed(task, report.reason(), true);
      case FAILED_FINALLY -> end.failed(task, report.reason(), false);
      case NOT_READY ->
          end.notReady(
              task,
              report.reason(),
              report.delay() == null ? Duration.ofMinutes(1) : report.delay());
    };
  }

  /** Stores the branch decision while the epoch still holds, and reads the row with it. */
  private static TaskInstance decided(StoreTransaction tx, TaskInstance task, FinishReport report) {
    if (report.decision() == null || task.epoch() == null) {
      return task;
    }
    tx.tasks()
        .report(
            task.id(),
            task.epoch(),
            new TaskReport(null, report.decision(), Map.of(), Map.of(), null, null));
    return tx.tasks().find(task.id()).orElse(task);
  }

  /** Running runs of the same DAG that may wait for this task by depends_on_past. */
  private static Set<Long> laterRuns(StoreTransaction tx, Collection<TaskTransition> ends) {
    Set<Long> later = new HashSet<>();
    Set<Long> asked = new HashSet<>();
    for (TaskTransition end : ends) {
      if (end.to().finished() && asked.add(end.before().runPk())) {
        DagRun run = tx.runs().find(end.before().runPk()).orElseThrow();
        boolean past =
            tx.dags()
                .version(run.dagVersionId())
                .map(v -> v.model().tasks().stream().anyMatch(t -> t.past().applies()))
                .orElse(false);
        if (past) {
          tx.runs().running(run.dagId()).forEach(r -> later.add(r.id()));
        }
      }
    }
    return later;
  }
}
