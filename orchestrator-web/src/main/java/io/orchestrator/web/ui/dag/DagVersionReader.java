package io.orchestrator.web.ui.dag;

import io.orchestrator.model.DagCode;
import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagVersion;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.Snapshot;
import io.orchestrator.timetable.Durations;
import io.orchestrator.web.ui.parts.ChoiceView;
import io.orchestrator.web.ui.parts.FactView;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.ScheduleWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the pages on what a DAG is made of: its code, and its details. */
final class DagVersionReader {
  private static final int MOST_LINES = 20_000;

  private DagVersionReader() {}

  static DagCodeView code(
      Snapshot snapshot, String dagId, @Nullable Integer number, Moments moments) {
    DagRow row = DagHeads.row(snapshot, dagId);
    List<DagVersion> versions = snapshot.tx().dags().versions(dagId);
    DagVersion shown =
        number == null
            ? row.dag().version()
            : versions.stream()
                .filter(v -> v.number() == number)
                .findFirst()
                .orElseThrow(
                    () -> new NoSuchPage(NoSuchPage.Kind.VERSION, String.valueOf(number), dagId));
    Optional<DagCode> code = snapshot.tx().dags().code(shown.id());
    String href = Links.dag(dagId) + "/code?version=";
    List<ChoiceView> choices =
        versions.stream()
            .sorted((a, b) -> Integer.compare(b.number(), a.number()))
            .limit(10)
            .map(
                v ->
                    new ChoiceView(
                        String.valueOf(v.number()), href + v.number(), v.id().equals(shown.id())))
            .toList();
    return new DagCodeView(
        DagHeads.head(snapshot, row, moments),
        code.map(DagCode::fileName).orElse(row.dag().fileName()),
        "version " + shown.number() + code.map(c -> ", SHA-256 " + c.codeHash()).orElse(""),
        choices,
        code.map(c -> lines(c.source())).orElse(List.of()));
  }

  private static List<DagCodeView.Line> lines(String source) {
    List<DagCodeView.Line> lines = new ArrayList<>();
    for (String line : source.lines().limit(MOST_LINES).toList()) {
      lines.add(new DagCodeView.Line(lines.size() + 1, line));
    }
    return lines;
  }

  static DagDetailsView details(Snapshot snapshot, String dagId, Moments moments) {
    DagRow row = DagHeads.row(snapshot, dagId);
    DagModel model = row.dag().version().model();
    return new DagDetailsView(
        DagHeads.head(snapshot, row, moments),
        model.description(),
        model.doc(),
        facts(row, model, moments),
        model.tasks().stream()
            .map(
                t ->
                    new DagDetailsView.Task(
                        t.taskId(),
                        t.operator(),
                        t.upstream().isEmpty() ? "–" : String.join(", ", t.upstream()),
                        t.triggerRule().wireName(),
                        t.retry().retries(),
                        t.limits().pool(),
                        t.location().toString()))
            .toList());
  }

  private static List<FactView> facts(DagRow row, DagModel model, Moments moments) {
    String zone = ScheduleWords.zone(model.schedule());
    return List.of(
        new FactView("Schedule", ScheduleWords.text(model.schedule())),
        new FactView("Zone", zone.isEmpty() ? "–" : zone),
        new FactView("First date", date(model.startDate(), moments)),
        new FactView("Last date", date(model.endDate(), moments)),
        new FactView("Catch-up", model.catchup() ? "every missed interval" : "only the latest"),
        new FactView("Running runs at once", String.valueOf(model.maxActiveRuns())),
        new FactView("Running tasks in a run", String.valueOf(model.maxActiveTasks())),
        new FactView(
            "Longest run",
            model.runTimeout() == null ? "no limit" : Durations.text(model.runTimeout())),
        new FactView("File", row.dag().bundle() + "/" + row.dag().fileName()),
        new FactView("Structure", row.dag().version().structureHash()));
  }

  private static String date(@Nullable Instant date, Moments moments) {
    return date == null ? "none" : moments.logical(date);
  }
}
