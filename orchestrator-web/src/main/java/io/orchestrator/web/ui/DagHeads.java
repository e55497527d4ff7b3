package io.orchestrator.web.ui;

import io.orchestrator.model.DagModel;
import io.orchestrator.run.RunState;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.DagStore.ImportProblem;
import io.orchestrator.store.Queries;
import io.orchestrator.store.Store;
import io.orchestrator.web.ui.text.Durations;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.ScheduleWords;
import io.orchestrator.web.ui.view.DagHeadView;
import io.orchestrator.web.ui.view.ProblemView;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads the head that all pages of a DAG share. */
@Component
class DagHeads {
  private final Queries queries;
  private final Store store;

  DagHeads(Queries queries, Store store) {
    this.queries = queries;
    this.store = store;
  }

  DagRow row(String dagId) {
    return queries.dag(dagId).orElseThrow(() -> new NoSuchPage(NoSuchPage.Kind.DAG, dagId, dagId));
  }

  DagHeadView head(DagRow row, Moments moments) {
    DagModel model = row.dag().version().model();
    FileProblems broken = FileProblems.errors(store);
    NextRun next = NextRun.of(row.dag(), broken, moments);
    String zone = ScheduleWords.zone(model.schedule());
    return new DagHeadView(
        row.dag().dagId(),
        Links.dag(row.dag().dagId()),
        DagListReader.tags(model.tags()),
        (ScheduleWords.text(model.schedule()) + " " + zone).trim(),
        next.text(),
        next.sub(),
        usually(row, moments).map(Durations::text).orElse(null),
        model.owner(),
        String.valueOf(row.dag().version().number()),
        "loaded " + moments.relative(row.dag().lastLoadedAt()),
        row.dag().paused(),
        row.dag().stale(),
        count(row),
        problems(broken, row, moments),
        problems(FileProblems.warnings(store), row, moments));
  }

  /** Median duration of the recent successful runs. */
  static Optional<Duration> usually(DagRow row, Moments moments) {
    List<Duration> took =
        row.recent().stream()
            .filter(r -> r.state() == RunState.SUCCESS)
            .flatMap(r -> RunStrips.took(r, moments).stream())
            .sorted()
            .toList();
    return took.isEmpty() ? Optional.empty() : Optional.of(took.get(took.size() / 2));
  }

  private static String count(DagRow row) {
    long all = row.runs().values().stream().mapToLong(Long::longValue).sum();
    return String.format(Locale.ENGLISH, "%,d", all);
  }

  private static List<ProblemView> problems(FileProblems found, DagRow row, Moments moments) {
    return found.of(row.dag()).stream().map(p -> problem(p, moments)).toList();
  }

  static ProblemView problem(ImportProblem p, Moments moments) {
    return new ProblemView(
        p.line() == null ? p.fileName() : p.fileName() + ":" + p.line(),
        p.message(),
        p.code(),
        p.bundle(),
        moments.relative(p.at()));
  }
}
