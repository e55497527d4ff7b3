package io.orchestrator.web.ui.task;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.DagVersion;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.Overview;
import io.orchestrator.store.Queries;
import io.orchestrator.store.Store;
import io.orchestrator.store.TaskRow;
import io.orchestrator.store.TaskStore.TaskFacts;
import io.orchestrator.store.XComStore.XCom;
import io.orchestrator.timetable.Durations;
import io.orchestrator.web.reading.StoredSecrets;
import io.orchestrator.web.ui.parts.FactView;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.parts.TaskName;
import io.orchestrator.web.ui.parts.TaskWords;
import io.orchestrator.web.ui.parts.Whys;
import io.orchestrator.web.ui.text.Json;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import io.orchestrator.web.ui.text.TaskPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the page of one task instance. */
@Component
class TaskReader {
  private static final List<String> TABS = List.of("log", "templates", "xcom", "details");

  private final Queries queries;
  private final Store store;
  private final Whys whys;
  private final AttemptLogs logs;
  private final StoredSecrets secrets;

  TaskReader(Queries queries, Store store, Whys whys, AttemptLogs logs, StoredSecrets secrets) {
    this.queries = queries;
    this.store = store;
    this.whys = whys;
    this.logs = logs;
    this.secrets = secrets;
  }

  /** Which instance, which try (absent: the latest) and which part. */
  record Ask(TaskPath path, @Nullable Integer tryNumber, String tab, String level) {}

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
    LogView log = logs.view(row, shownTry, ask.level(), head.href(), moments);
    return new TaskView(
        head,
        facts(row, moments),
        TABS.contains(ask.tab()) ? ask.tab() : "log",
        log,
        new TaskView.Handed(
            templates(model, stored.facts()), xcoms(stored.xcoms(), at.mapIndex(), moments)),
        details(row, model, stored.facts(), moments),
        new TaskView.Side(
            whys.panel(run, row.task(), moments).orElse(null),
            TryViews.of(row.task(), attempts, shownTry, head.href(), moments),
            NoteViews.of(stored.facts().notes()),
            history(at, moments)));
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

  private static List<FactView> facts(TaskRow row, Moments moments) {
    TaskInstance task = row.task();
    List<FactView> facts = new ArrayList<>();
    facts.add(new FactView("Operator", row.operator()));
    TaskWords.took(task, moments).ifPresent(took -> facts.add(new FactView("Took", took)));
    facts.add(
        new FactView("Tries", Math.max(0, task.tryNumber()) + " of " + (task.maxTries() + 1)));
    facts.add(new FactView("Pool", row.demand().pool()));
    facts.add(new FactView("Queue", row.queue()));
    return facts;
  }

  private static List<TaskView.Template> templates(Optional<TaskModel> model, TaskFacts facts) {
    Map<String, TaskView.Template> fields = new TreeMap<>();
    model.ifPresent(
        m ->
            m.templates()
                .forEach(
                    (field, text) ->
                        fields.put(
                            field,
                            new TaskView.Template(
                                field, text, facts.renderedFields().get(field)))));
    facts
        .renderedFields()
        .forEach(
            (field, value) ->
                fields.putIfAbsent(field, new TaskView.Template(field, value, value)));
    return List.copyOf(fields.values());
  }

  private List<TaskView.XCom> xcoms(List<XCom> xcoms, int mapIndex, Moments moments) {
    List<XCom> own = xcoms.stream().filter(x -> x.mapIndex() == mapIndex).toList();
    UnaryOperator<String> mask = own.isEmpty() ? UnaryOperator.identity() : secrets.mask();
    return own.stream()
        .map(
            x ->
                new TaskView.XCom(
                    mask.apply(x.key()), mask.apply(Json.pretty(x.json())), moments.text(x.at())))
        .toList();
  }

  private List<FactView> details(
      TaskRow row, Optional<TaskModel> model, TaskFacts facts, Moments moments) {
    TaskInstance task = row.task();
    List<FactView> details = new ArrayList<>();
    details.add(new FactView("Id", task.id().toString()));
    details.add(new FactView("State", task.state().wireName()));
    add(details, "Reason", task.reason());
    add(details, "Worker", task.worker());
    add(details, "Host", facts.hostname());
    add(details, "Process", facts.pid() == null ? null : facts.pid().toString());
    add(details, "Remote work", hidden(task.externalId()));
    add(details, "Ready", at(task.times().scheduledAt(), moments));
    add(details, "Queued", at(task.times().queuedAt(), moments));
    add(details, "Started", at(task.times().startDate(), moments));
    add(details, "Ended", at(task.times().endDate(), moments));
    details.add(new FactView("Priority", String.valueOf(row.priority())));
    details.add(new FactView("Pool slots", String.valueOf(row.demand().slots())));
    model.ifPresent(
        m -> {
          details.add(new FactView("Trigger rule", m.triggerRule().wireName()));
          details.add(
              new FactView(
                  "Upstream", m.upstream().isEmpty() ? "–" : String.join(", ", m.upstream())));
          details.add(new FactView("Declared at", m.location().toString()));
        });
    return details;
  }

  /** Kept exact, as the next try finds its work by it. */
  private @Nullable String hidden(@Nullable String externalId) {
    return externalId == null ? null : secrets.mask().apply(externalId);
  }

  private static void add(List<FactView> facts, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      facts.add(new FactView(name, value));
    }
  }

  private static @Nullable String at(java.time.@Nullable Instant at, Moments moments) {
    return at == null ? null : moments.title(at);
  }

  private TaskView.History history(TaskPath at, Moments moments) {
    List<Overview.TaskDuration> last = queries.durations(at.dagId(), at.taskId(), 25);
    List<Duration> ended =
        last.stream()
            .filter(d -> d.state() == TaskState.SUCCESS)
            .flatMap(d -> TryViews.took(d, moments).stream())
            .sorted()
            .toList();
    if (ended.isEmpty()) {
      return new TaskView.History(null, List.of());
    }
    String median = Durations.text(ended.get(ended.size() / 2));
    String p95 = Durations.text(ended.get((ended.size() - 1) * 95 / 100));
    return new TaskView.History(
        median + ", p95 " + p95, TryViews.bars(at.dagId(), at.taskId(), last, moments));
  }
}
