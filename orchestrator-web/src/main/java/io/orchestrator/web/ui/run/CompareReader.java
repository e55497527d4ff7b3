package io.orchestrator.web.ui.run;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Snapshot;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskRow;
import io.orchestrator.timetable.Durations;
import io.orchestrator.web.reading.AllTasks;
import io.orchestrator.web.ui.parts.ChoiceView;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.run.CompareView.Fact;
import io.orchestrator.web.ui.text.Json;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads two runs of a DAG and says in what they differ. */
record CompareReader(Snapshot snapshot, RunRow one, Moments moments) {
  private static final int CHOICES = 25;
  private static final String PARAM = "Param ";

  /**
   * @param with id of the other run; absent for the last success before this one
   * @param differing whether only tasks that differ are shown
   */
  CompareView read(@Nullable String with, boolean differing) {
    String dagId = one.run().dagId();
    RunView.Head head = RunReader.head(one.run(), moments);
    Optional<RunRow> found =
        with == null ? usual(dagId) : Optional.of(RunReader.row(snapshot, dagId, with));
    if (found.isEmpty()) {
      return new CompareView(
          head,
          "There is no other run to compare it with.",
          null,
          new CompareView.Other(
              List.of(), new ChoiceView("", "", true), new ChoiceView("", "", false)),
          List.of(),
          List.of());
    }
    RunRow other = found.get();
    List<CompareView.Row> rows =
        new CompareRows(snapshot.tx().dags().version(one.run().dagVersionId()), moments)
            .of(tasks(one), tasks(other));
    List<Fact> facts = facts(other);
    return new CompareView(
        head,
        lede(rows, other, facts),
        RunReader.head(other.run(), moments),
        choices(other, differing),
        facts,
        rows);
  }

  private List<TaskRow> tasks(RunRow row) {
    DagRun run = row.run();
    return AllTasks.of(snapshot.queries(), TaskFilter.ofRun(run.dagId(), run.runId())).rows();
  }

  /** The last success before it, else the newest, else any run. */
  private Optional<RunRow> usual(String dagId) {
    RunFilter successes = RunFilter.ofDag(dagId).in(List.of(RunState.SUCCESS));
    return first(successes.before(one.run().id()))
        .or(() -> first(successes))
        .or(() -> first(RunFilter.ofDag(dagId)));
  }

  private Optional<RunRow> first(RunFilter filter) {
    return snapshot.queries().runs(filter, PageRequest.first(2)).rows().stream()
        .filter(row -> row.run().id() != one.run().id())
        .findFirst();
  }

  private CompareView.Other choices(RunRow other, boolean differing) {
    String dagId = one.run().dagId();
    List<RunRow> newest = new ArrayList<>();
    newest.addAll(
        snapshot.queries().runs(RunFilter.ofDag(dagId), PageRequest.first(CHOICES)).rows());
    if (newest.stream().noneMatch(row -> row.run().id() == other.run().id())) {
      newest.add(0, other);
    }
    List<ChoiceView> runs =
        newest.stream()
            .filter(row -> row.run().id() != one.run().id())
            .map(
                row ->
                    new ChoiceView(
                        RunsReader.title(row.run(), moments) + ", " + row.run().state().wireName(),
                        row.run().runId(),
                        row.run().id() == other.run().id()))
            .toList();
    String href =
        Links.run(dagId, one.run().runId()) + "/compare?with=" + Links.value(other.run().runId());
    return new CompareView.Other(
        runs,
        new ChoiceView("All tasks", href, !differing),
        new ChoiceView("What differs", href + "&only=differing", differing));
  }

  private String lede(List<CompareView.Row> rows, RunRow other, List<Fact> facts) {
    int tasks = (int) rows.stream().filter(CompareView.Row::differs).count();
    int params = (int) facts.stream().filter(f -> f.differs() && isParam(f)).count();
    String differ =
        tasks == 0
            ? "No task differs."
            : Counts.of(tasks, "task")
                + " of "
                + rows.size()
                + Counts.are(tasks, " differs./ differ.");
    String took = took(one.run()).flatMap(a -> took(other.run()).map(b -> gap(a, b))).orElse("");
    return differ
        + took
        + (params == 0
            ? ""
            : " " + Counts.of(params, "param") + Counts.are(params, " differs./ differ."));
  }

  private static String gap(Duration one, Duration other) {
    Duration gap = one.minus(other);
    return gap.isZero()
        ? ""
        : " It took " + Durations.text(gap.abs()) + (gap.isNegative() ? " less." : " longer.");
  }

  private static boolean isParam(Fact fact) {
    return fact.name().startsWith(PARAM);
  }

  private static Optional<Duration> took(DagRun run) {
    return run.startDate() == null || run.endDate() == null
        ? Optional.empty()
        : Optional.of(Duration.between(run.startDate(), run.endDate()));
  }

  private List<Fact> facts(RunRow other) {
    DagRun a = one.run();
    DagRun b = other.run();
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("State", word(a), word(b)));
    facts.add(plain("Started", started(a), started(b)));
    facts.add(plain("Took", tookText(a), tookText(b)));
    facts.add(fact("By", RunsReader.by(a), RunsReader.by(b)));
    facts.add(
        fact(
            "Version", String.valueOf(one.versionNumber()), String.valueOf(other.versionNumber())));
    facts.add(plain("Note", note(a), note(b)));
    Map<String, Object> given = a.spec().trigger().conf();
    Map<String, Object> before = b.spec().trigger().conf();
    TreeSet<String> names = new TreeSet<>(given.keySet());
    names.addAll(before.keySet());
    names.forEach(name -> facts.add(fact(PARAM + name, value(given, name), value(before, name))));
    return facts;
  }

  private static Fact fact(String name, String one, String other) {
    return new Fact(name, one, other, !one.equals(other));
  }

  /** Of what always differs. */
  private static Fact plain(String name, String one, String other) {
    return new Fact(name, one, other, false);
  }

  private static String word(DagRun run) {
    return StateView.of(run.state()).word();
  }

  private String started(DagRun run) {
    return run.startDate() == null ? "–" : moments.text(run.startDate());
  }

  private String tookText(DagRun run) {
    return moments.took(run.startDate(), run.endDate()).orElse("–");
  }

  private static String note(DagRun run) {
    String note = Objects.requireNonNullElse(run.spec().note(), "");
    return note.isEmpty() ? "–" : note;
  }

  private static String value(Map<String, Object> conf, String name) {
    return conf.containsKey(name) ? Json.line(conf.get(name)) : "–";
  }
}
