package io.orchestrator.web.ui.task;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.DagVersion;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.store.Overview.TaskDuration;
import io.orchestrator.store.Snapshot;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.TaskRow;
import io.orchestrator.store.TaskStore.TaskFacts;
import io.orchestrator.store.XComStore.XCom;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.parts.TaskName;
import io.orchestrator.web.ui.parts.WhyView;
import io.orchestrator.web.ui.parts.Whys;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import io.orchestrator.web.ui.text.TaskPath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the page of one task instance: first what the store has, all of one moment, then logs and
 * secrets, which lie elsewhere.
 */
@Component
record TaskReader(Whys whys, AttemptLogs logs, TaskDetails details, HandedViews handed) {
  private static final String LOG = "log";
  private static final List<String> TABS = List.of(LOG, "templates", "xcom", "details");
  private static final int HISTORY = 25;

  /** Which instance, which try (absent: the latest) and which part. */
  record Ask(TaskPath path, @Nullable Integer tryNumber, String tab, LogAsk log) {}

  /**
   * What the store has of an instance.
   *
   * @param moments seen from the moment of the reading
   */
  record Stored(
      LogTask task,
      DagRun run,
      Optional<DagVersion> version,
      Handed handed,
      List<TaskDuration> history,
      Optional<WhyView> why,
      Moments moments) {}

  /** What went in and came out. */
  record Handed(TaskFacts facts, List<XCom> xcoms) {}

  static TaskRow row(Snapshot snapshot, TaskPath at) {
    return snapshot
        .queries()
        .task(at.dagId(), at.runId(), at.taskId(), at.mapIndex())
        .orElseThrow(() -> new NoSuchPage(NoSuchPage.Kind.TASK, at.taskId(), at.dagId()));
  }

  static LogTask withTries(Snapshot snapshot, TaskPath at) {
    TaskRow row = row(snapshot, at);
    List<Attempt> ended =
        snapshot.queries().attempts(at.dagId(), at.runId(), at.taskId(), at.mapIndex());
    return new LogTask(row, ended);
  }

  private static DagRun run(Snapshot snapshot, TaskPath at) {
    return snapshot
        .queries()
        .run(at.dagId(), at.runId())
        .orElseThrow(() -> NoSuchPage.run(at.dagId(), at.runId()))
        .run();
  }

  Stored stored(Snapshot snapshot, TaskPath at, Moments moments) {
    LogTask task = withTries(snapshot, at);
    DagRun run = run(snapshot, at);
    TaskRow row = task.row();
    StoreTransaction tx = snapshot.tx();
    return new Stored(
        task,
        run,
        tx.dags().version(row.run().dagVersionId()),
        new Handed(
            tx.tasks().facts(row.task().id()),
            tx.xcoms().ofTask(row.task().runPk(), row.task().taskId())),
        snapshot.queries().durations(at.dagId(), at.taskId(), HISTORY),
        whys.panel(snapshot, run, row.task(), moments),
        moments);
  }

  TaskView view(Ask ask, Stored stored) {
    TaskPath at = ask.path();
    Moments moments = stored.moments();
    TaskRow row = stored.task().row();
    TaskFacts facts = stored.handed().facts();
    Optional<TaskModel> model = stored.version().flatMap(v -> v.model().task(at.taskId()));
    int shownTry = shownTry(ask, row.task());
    TaskView.Head head = head(row, stored.run(), stored.version(), moments);
    String tab = TABS.contains(ask.tab()) ? ask.tab() : LOG;
    LogView log =
        tab.equals(LOG)
            ? logs.view(stored.task(), shownTry, ask.log(), head.href(), moments)
            : LogView.NONE;
    return new TaskView(
        head,
        TaskDetails.facts(row, moments),
        tab,
        log,
        new TaskView.Handed(
            HandedViews.templates(model, facts),
            handed.xcoms(stored.handed().xcoms(), at.mapIndex(), moments)),
        details.of(row, model, facts, moments),
        new TaskView.Side(
            stored.why().orElse(null),
            TryViews.of(row.task(), stored.task().ended(), shownTry, head.href(), moments),
            NoteViews.of(facts.notes()),
            TryViews.history(at, stored.history(), moments)));
  }

  private static int shownTry(Ask ask, TaskInstance task) {
    int latest = Math.max(1, task.tryNumber());
    Integer asked = ask.tryNumber();
    return asked == null ? latest : Math.max(1, Math.min(latest, asked));
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
