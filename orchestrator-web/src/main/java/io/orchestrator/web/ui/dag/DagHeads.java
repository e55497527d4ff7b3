package io.orchestrator.web.ui.dag;

import io.orchestrator.model.DagModel;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.Snapshot;
import io.orchestrator.timetable.Durations;
import io.orchestrator.web.ui.parts.FileProblems;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.NextRun;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.parts.ProblemView;
import io.orchestrator.web.ui.parts.RunStrips;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.ScheduleWords;
import java.util.List;
import java.util.Locale;

/** Reads the head that all pages of a DAG share. */
final class DagHeads {
  private DagHeads() {}

  static DagRow row(Snapshot snapshot, String dagId) {
    return snapshot.queries().dag(dagId).orElseThrow(() -> NoSuchPage.dag(dagId));
  }

  static DagHeadView head(Snapshot snapshot, DagRow row, Moments moments) {
    DagModel model = row.dag().version().model();
    FileProblems broken = FileProblems.errors(snapshot);
    NextRun next = NextRun.of(row.dag(), broken, moments);
    String zone = ScheduleWords.zone(model.schedule());
    return new DagHeadView(
        new DagHeadView.Names(
            row.dag().dagId(),
            Links.dag(row.dag().dagId()),
            LinkView.tags(model.tags()),
            model.owner()),
        new DagHeadView.Schedule(
            (ScheduleWords.text(model.schedule()) + " " + zone).trim(),
            next.text(),
            next.sub(),
            RunStrips.usually(row, moments).map(Durations::text).orElse(null)),
        new DagHeadView.Version(
            String.valueOf(row.dag().version().number()),
            "loaded " + moments.relative(row.dag().lastLoadedAt()),
            row.dag().stale()),
        row.dag().paused(),
        count(row),
        problems(broken, row, moments),
        problems(FileProblems.warnings(snapshot), row, moments));
  }

  private static String count(DagRow row) {
    long all = row.runs().values().stream().mapToLong(Long::longValue).sum();
    return String.format(Locale.ENGLISH, "%,d", all);
  }

  private static List<ProblemView> problems(FileProblems found, DagRow row, Moments moments) {
    return found.of(row.dag()).stream().map(p -> ProblemView.of(p, moments)).toList();
  }
}
