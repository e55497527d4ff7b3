package io.orchestrator.web.ui.run;

import io.orchestrator.model.DagVersion;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.Queries;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Snapshot;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskRow;
import io.orchestrator.web.reading.AllTasks;
import io.orchestrator.web.ui.parts.FactView;
import io.orchestrator.web.ui.parts.LedeView;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.parts.TaskName;
import io.orchestrator.web.ui.parts.TaskOrder;
import io.orchestrator.web.ui.parts.TaskWords;
import io.orchestrator.web.ui.parts.Whys;
import io.orchestrator.web.ui.text.Json;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads the page of one run. */
@Component
record RunReader(Whys whys) {
  private static final int MOST_ATTEMPT_READS = 100;

  static RunRow row(Snapshot snapshot, String dagId, String runId) {
    return snapshot.queries().run(dagId, runId).orElseThrow(() -> NoSuchPage.run(dagId, runId));
  }

  RunView run(Snapshot snapshot, String dagId, String runId, Moments moments) {
    RunRow row = row(snapshot, dagId, runId);
    DagRun run = row.run();
    AllTasks read = AllTasks.of(snapshot.queries(), TaskFilter.ofRun(dagId, runId));
    List<TaskRow> tasks = read.rows();
    Optional<DagVersion> version = snapshot.tx().dags().version(run.dagVersionId());
    List<TaskRow> ordered = TaskOrder.sorted(tasks, version);
    Whys.Sentences why = whys.sentences(snapshot, run, moments);
    Map<UUID, List<Attempt>> attempts = attempts(snapshot.queries(), ordered);
    Gantt gantt = Gantt.of(run, ordered.stream().map(TaskRow::task).toList(), attempts, moments);
    List<RunView.Row> rows =
        ordered.stream().map(t -> taskRow(t, version, why.tasks(), gantt, moments)).toList();
    RunSummary summary = RunSummary.of(run, tasks, attempts, moments);
    List<TaskInstance> instances = tasks.stream().map(TaskRow::task).toList();
    String passes = new Passes(run, instances, attempts).text(moments);
    return new RunView(
        head(run, moments),
        facts(row, moments),
        new LedeView(summary.lede(), summary.rest(why.run(), ordered, why.tasks())),
        summary.progress(),
        gantt.view(),
        rows,
        remarks(run, read, passes));
  }

  private static RunView.Remarks remarks(DagRun run, AllTasks read, String passes) {
    Map<String, Object> conf = run.spec().trigger().conf();
    String note = run.spec().note();
    return new RunView.Remarks(
        TaskWords.leftOut(read),
        passes,
        run.failedByItsTasks() ? null : run.failure(),
        conf.isEmpty() ? null : Json.pretty(conf),
        note == null || note.isEmpty() ? null : note);
  }

  static RunView.Head head(DagRun run, Moments moments) {
    return new RunView.Head(
        run.dagId(),
        run.runId(),
        RunsReader.title(run, moments),
        Links.run(run.dagId(), run.runId()),
        StateView.of(run.state()));
  }

  private static List<FactView> facts(RunRow row, Moments moments) {
    DagRun run = row.run();
    List<FactView> facts = new ArrayList<>();
    facts.add(new FactView("DAG", run.dagId()));
    if (run.interval() != null && !run.interval().start().equals(run.interval().end())) {
      facts.add(
          new FactView(
              "Interval",
              moments.logical(run.interval().start())
                  + " to "
                  + moments.logical(run.interval().end())));
    }
    if (run.startDate() != null) {
      facts.add(new FactView("Started", moments.text(run.startDate())));
    }
    facts.add(
        new FactView("Took", moments.took(run.startDate(), run.endDate()).orElse("not started")));
    facts.add(new FactView("By", RunsReader.by(run)));
    facts.add(new FactView("Version", String.valueOf(row.versionNumber())));
    return facts;
  }

  private static Map<UUID, List<Attempt>> attempts(Queries queries, List<TaskRow> tasks) {
    Map<UUID, List<Attempt>> attempts = new HashMap<>();
    tasks.stream()
        .filter(t -> t.task().tryNumber() > 1 || wasTried(t.task()))
        .limit(MOST_ATTEMPT_READS)
        .forEach(
            t ->
                attempts.put(
                    t.task().id(),
                    queries.attempts(
                        t.run().dagId(), t.run().runId(), t.task().taskId(), t.task().mapIndex())));
    return attempts;
  }

  /** An earlier try of what was cleared or waits to be tried again. */
  private static boolean wasTried(TaskInstance task) {
    return task.tryNumber() == 1 && !task.state().finished() && task.state() != TaskState.RUNNING;
  }

  private static RunView.Row taskRow(
      TaskRow row,
      Optional<DagVersion> version,
      Map<UUID, String> why,
      Gantt gantt,
      Moments moments) {
    TaskInstance task = row.task();
    String reason = task.reason() == null || task.state() == TaskState.SUCCESS ? "" : task.reason();
    return new RunView.Row(
        task.id().toString(),
        TaskName.of(task, version),
        Links.task(row.run().dagId(), row.run().runId(), task.taskId(), task.mapIndex()),
        StateView.of(task.state()),
        new RunView.Effort(TaskWords.tries(task), TaskWords.took(task, moments).orElse("–")),
        why.getOrDefault(task.id(), reason),
        gantt.bars(task));
  }
}
