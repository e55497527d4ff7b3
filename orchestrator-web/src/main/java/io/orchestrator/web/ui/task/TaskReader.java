package io.orchestrator.web.ui.task;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.DagVersion;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.store.Queries;
import io.orchestrator.store.Store;
import io.orchestrator.store.TaskRow;
import io.orchestrator.store.TaskStore.TaskFacts;
import io.orchestrator.store.XComStore.XCom;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.parts.TaskName;
import io.orchestrator.web.ui.parts.Whys;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import io.orchestrator.web.ui.text.TaskPath;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the page of one task instance. */
@Component
record TaskReader(
    Queries queries,
    Store store,
    Whys whys,
    AttemptLogs logs,
    TaskDetails details,
    HandedViews handed) {
  private static final String LOG = "log";
  private static final List<String> TABS = List.of(LOG, "templates", "xcom", "details");

  /** Which instance, which try (absent: the latest) and which part. */
  record Ask(TaskPath path, @Nullable Integer tryNumber, String tab, LogAsk log) {}

  /** What the store has beside the row. */
  private record Stored(Optional<DagVersion> version, TaskFacts facts, List<XCom> xcoms) {}

  TaskRow row(TaskPath at) {
    return queries
        .task(at.dagId(), at.runId(), at.taskId(), at.mapIndex())
        .orElseThrow(() -> new NoSuchPage(NoSuchPage.Kind.TASK, at.taskId(), at.dagId()));
  }

  private DagRun run(TaskPath at) {
    return queries
        .run(at.dagId(), at.runId())
        .orElseThrow(() -> NoSuchPage.run(at.dagId(), at.runId()))
        .run();
  }

  TaskView task(Ask ask, Moments moments) {
    TaskPath at = ask.path();
    TaskRow row = row(at);
    DagRun run = run(at);
    Stored stored = stored(row);
    List<Attempt> attempts = queries.attempts(at.dagId(), at.runId(), at.taskId(), at.mapIndex());
    Optional<TaskModel> model = stored.version().flatMap(v -> v.model().task(at.taskId()));
    int shownTry = shownTry(ask, row.task());
    TaskView.Head head = head(row, run, stored.version(), moments);
    String tab = TABS.contains(ask.tab()) ? ask.tab() : LOG;
    LogView log =
        tab.equals(LOG) ? logs.view(row, shownTry, ask.log(), head.href(), moments) : LogView.NONE;
    return new TaskView(
        head,
        TaskDetails.facts(row, moments),
        tab,
        log,
        new TaskView.Handed(
            HandedViews.templates(model, stored.facts()),
            handed.xcoms(stored.xcoms(), at.mapIndex(), moments)),
        details.of(row, model, stored.facts(), moments),
        new TaskView.Side(
            whys.panel(run, row.task(), moments).orElse(null),
            TryViews.of(row.task(), attempts, shownTry, head.href(), moments),
            NoteViews.of(stored.facts().notes()),
            TryViews.history(at, queries.durations(at.dagId(), at.taskId(), 25), moments)));
  }

  private static int shownTry(Ask ask, TaskInstance task) {
    int latest = Math.max(1, task.tryNumber());
    Integer asked = ask.tryNumber();
    return asked == null ? latest : Math.max(1, Math.min(latest, asked));
  }

  private Stored stored(TaskRow row) {
    UUID id = row.task().id();
    return store.transact(
        tx ->
            new Stored(
                tx.dags().version(row.run().dagVersionId()),
                tx.tasks().facts(id),
                tx.xcoms().ofTask(row.task().runPk(), row.task().taskId())));
  }

  private static TaskView.Head head(
      TaskRow row, DagRun run, Optional<DagVersion> version, Moments moments) {
    TaskInstance task = row.task();
    int below = version.map(v -> CompiledDag.of(v).descendants(task.taskId()).size()).orElse(0);
    return new TaskView.Head(
        run.dagId(),
        task.taskId(),
        TaskName.of(task, version),
        new LinkView(RunsReader.title(run, moments), Links.run(run.dagId(), run.runId())),
        Links.task(run.dagId(), run.runId(), task.taskId(), task.mapIndex()),
        StateView.of(task.state()),
        below);
  }
}
