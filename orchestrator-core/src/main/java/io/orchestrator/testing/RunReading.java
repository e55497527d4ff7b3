package io.orchestrator.testing;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.ReasonText;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.WaitReason;
import io.orchestrator.scheduler.Explainer;
import io.orchestrator.scheduler.Explainer.RunExplanation;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.TaskStore.TaskFacts;
import io.orchestrator.store.XComStore.XCom;
import io.orchestrator.testing.World.Execution;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what became of the runs of a world. */
record RunReading(World world) {
  /** Oldest first by logical date. */
  List<DagTestRun> all() {
    String dagId = world.dag().model().dagId();
    List<DagRun> runs =
        world.store().transact(tx -> tx.runs().list(dagId, List.of(), Integer.MAX_VALUE));
    return runs.stream()
        .sorted(Comparator.comparing(DagRun::runAfter).thenComparing(DagRun::id))
        .map(this::read)
        .toList();
  }

  private DagTestRun read(DagRun run) {
    RunExplanation why =
        new Explainer(world.store()).explain(run.dagId(), run.runId()).orElseThrow();
    List<Execution> executions =
        world.executions().stream().filter(e -> e.runId().equals(run.runId())).toList();
    List<DagTestTask> tasks = world.store().transact(tx -> tasks(tx, run, why, executions));
    return new DagTestRun(run, tasks, executions.stream().map(Execution::taskId).toList());
  }

  private List<DagTestTask> tasks(
      StoreTransaction tx, DagRun run, RunExplanation why, List<Execution> executions) {
    RunSnapshot snapshot = tx.runs().snapshot(run.id()).orElseThrow();
    Map<String, Integer> place = new HashMap<>();
    snapshot.dag().order().forEach(id -> place.put(id, place.size()));
    Map<String, List<Execution>> byTask =
        executions.stream().collect(Collectors.groupingBy(Execution::taskId));
    List<TaskInstance> ordered = new ArrayList<>(snapshot.tasks());
    ordered.sort(
        Comparator.<TaskInstance>comparingInt(t -> place.getOrDefault(t.taskId(), place.size()))
            .thenComparing(TaskInstance::mapIndex));
    return ordered.stream()
        .map(t -> task(tx, t, reason(t, why), byTask.getOrDefault(t.taskId(), List.of())))
        .toList();
  }

  private static DagTestTask task(
      StoreTransaction tx, TaskInstance task, String reason, List<Execution> executions) {
    TaskFacts facts = tx.tasks().facts(task.id());
    Map<String, String> xcoms =
        tx.xcoms().ofTask(task.runPk(), task.taskId()).stream()
            .filter(x -> x.mapIndex() == task.mapIndex())
            .collect(Collectors.toMap(XCom::key, XCom::json));
    return new DagTestTask(
        task.taskId(),
        task.mapIndex(),
        task.state(),
        task.tryNumber(),
        reason,
        tx.tasks().attempts(task.id()),
        facts.renderedFields(),
        facts.notes(),
        xcoms,
        executions.stream()
            .filter(e -> e.mapIndex() == task.mapIndex())
            .flatMap(e -> e.log().stream())
            .toList());
  }

  private String reason(TaskInstance task, RunExplanation why) {
    WaitReason waits = why.tasks().get(task.id());
    if (waits != null) {
      return ReasonText.of(waits, ZoneOffset.UTC, why.asOf());
    }
    return task.reason() == null ? "" : task.reason();
  }
}
