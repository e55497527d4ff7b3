package io.orchestrator.scheduler;

import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.model.CompiledDag;
import io.orchestrator.run.AttemptEnd;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.ReactionTransaction;
import io.orchestrator.store.TaskStore.TaskReport;
import io.orchestrator.store.XComStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes ends of attempts: result, branch decision and state together, or nothing of it. */
final class ApplyFinishes {
  private ApplyFinishes() {}

  /**
   * Outcome of a batch.
   *
   * @param answers by report; a report whose epoch no longer holds is GONE and changed nothing
   * @param runs runs that want planning
   * @param timersSet whether some task now waits for a moment: a retry or a poke
   */
  record Applied(Map<FinishedAttempt, Answer> answers, Set<Long> runs, boolean timersSet) {}

  static Applied apply(ReactionTransaction tx, List<FinishedAttempt> batch) {
    Map<FinishedAttempt, Answer> answers = new HashMap<>();
    batch.forEach(finished -> answers.put(finished, Answer.GONE));
    Map<UUID, TaskInstance> held = held(tx, batch);
    AttemptEnds rules = new AttemptEnds(tx, held.values());
    Map<UUID, TaskTransition> ends = new LinkedHashMap<>();
    Map<UUID, FinishedAttempt> sources = new HashMap<>();
    for (FinishedAttempt finished : batch) {
      TaskInstance task = held.get(finished.token().taskInstanceId());
      if (task != null && finished.token().epoch().equals(task.epoch())) {
        if (sources.putIfAbsent(task.id(), finished) == null) {
          ends.put(task.id(), end(tx, rules, task, finished.report()));
        }
      }
    }
    if (ends.isEmpty()) {
      return new Applied(answers, Set.of(), false);
    }
    Set<Long> runs = new HashSet<>(laterRuns(tx, rules, ends.values()));
    List<XComStore.Values> results = new ArrayList<>();
    for (UUID id : tx.tasks().apply(List.copyOf(ends.values()), "worker")) {
      TaskTransition end = Objects.requireNonNull(ends.get(id));
      FinishedAttempt source = Objects.requireNonNull(sources.get(id));
      answers.put(source, Answer.OK);
      runs.add(end.before().runPk());
      if (end.to() == TaskState.SUCCESS && mayHaveResults(end, source.report())) {
        results.add(results(end.before(), source.report()));
      }
    }
    tx.xcoms().replace(results);
    boolean timers = ends.values().stream().anyMatch(end -> end.retryAt() != null);
    return new Applied(answers, runs, timers);
  }

  /** A first try has no results of an earlier one to replace. */
  private static boolean mayHaveResults(TaskTransition end, FinishReport report) {
    return !report.xcoms().isEmpty() || end.before().tryNumber() > 1;
  }

  private static XComStore.Values results(TaskInstance task, FinishReport report) {
    return new XComStore.Values(task.runPk(), task.taskId(), task.mapIndex(), report.xcoms());
  }

  /** The tasks of the batch that execute, by id. */
  private static Map<UUID, TaskInstance> held(ReactionTransaction tx, List<FinishedAttempt> batch) {
    if (batch.isEmpty()) {
      return Map.of();
    }
    Map<UUID, UUID> epochs = new HashMap<>();
    batch.forEach(f -> epochs.put(f.token().epoch(), f.token().taskInstanceId()));
    return tx.tasks().running(epochs).stream()
        .collect(Collectors.toMap(TaskInstance::id, Function.identity()));
  }

  private static TaskTransition end(
      ReactionTransaction tx, AttemptEnds rules, TaskInstance task, FinishReport report) {
    AttemptEnd end = rules.of(task);
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
  private static TaskInstance decided(
      ReactionTransaction tx, TaskInstance task, FinishReport report) {
    if (report.decision() == null || task.epoch() == null) {
      return task;
    }
    tx.tasks()
        .report(
            task.id(), task.epoch(), new TaskReport(null, report.decision(), Map.of(), Map.of()));
    return tx.tasks().find(List.of(task.id())).stream().findFirst().orElse(task);
  }

  /** Running runs of the same DAG that may wait for this task by depends_on_past. */
  private static Set<Long> laterRuns(
      ReactionTransaction tx, AttemptEnds rules, Collection<TaskTransition> ends) {
    return ends.stream()
        .filter(end -> end.to().finished())
        .flatMap(end -> rules.run(end.before()).stream())
        .filter(run -> rules.dag(run).map(CompiledDag::asksThePast).orElse(false))
        .map(DagRun::dagId)
        .distinct()
        .flatMap(dagId -> tx.runs().running(dagId).stream())
        .map(DagRun::id)
        .collect(Collectors.toSet());
  }
}
