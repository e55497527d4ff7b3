package io.orchestrator.web.ui.dags;

import io.orchestrator.model.DagModel;
import io.orchestrator.run.RunState;
import io.orchestrator.store.DagFilter;
import io.orchestrator.store.DagFilter.Tags;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Queries;
import io.orchestrator.store.Snapshot;
import io.orchestrator.web.ui.parts.FileProblems;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.NextRun;
import io.orchestrator.web.ui.parts.RunStrips;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.ScheduleWords;
import io.orchestrator.web.ui.text.StateView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the list of DAGs. */
final class DagListReader {
  private static final int ROWS = 100;
  private static final List<RunState> COUNTED =
      List.of(RunState.QUEUED, RunState.RUNNING, RunState.FAILED, RunState.SUCCESS);

  private DagListReader() {}

  static DagsView read(Snapshot snapshot, DagsView.Filter filter, int from, Moments moments) {
    Queries queries = snapshot.queries();
    Page<DagRow> page =
        queries.dags(storeFilter(filter), new PageRequest(List.of(), ROWS, from, false));
    FileProblems broken = FileProblems.errors(snapshot);
    List<DagsView.DagListRow> rows =
        page.rows().stream().map(row -> row(row, broken, moments)).toList();
    return new DagsView(
        rows,
        filter,
        queries.tags(),
        Arrays.stream(RunState.values()).map(StateView::of).toList(),
        count(rows.size(), page.more()),
        foot(rows.size(), page.more()),
        page.more() ? moreHref(filter, from + ROWS) : null);
  }

  private static DagFilter storeFilter(DagsView.Filter filter) {
    return new DagFilter(
        filter.q().isEmpty() ? null : filter.q(),
        new Tags(filter.tag().isEmpty() ? List.of() : List.of(filter.tag()), true),
        List.of(),
        filter.paused().isEmpty() ? null : Boolean.valueOf(filter.paused()),
        false,
        runState(filter.state()),
        null);
  }

  private static @Nullable RunState runState(String name) {
    return Arrays.stream(RunState.values())
        .filter(s -> s.wireName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static DagsView.DagListRow row(DagRow row, FileProblems broken, Moments moments) {
    DagModel model = row.dag().version().model();
    String href = Links.dag(row.dag().dagId());
    return new DagsView.DagListRow(
        new DagsView.Names(row.dag().dagId(), href, LinkView.tags(model.tags())),
        new DagsView.Schedule(
            ScheduleWords.text(model.schedule()), ScheduleWords.zone(model.schedule())),
        new DagsView.Runs(
            latest(row, moments),
            took(row, moments),
            RunStrips.strip(row.dag().dagId(), row.recent(), moments),
            counts(href, row.runs())),
        NextRun.of(row.dag(), broken, moments),
        row.dag().paused());
  }

  private static DagsView.@Nullable Latest latest(DagRow row, Moments moments) {
    if (row.recent().isEmpty()) {
      return null;
    }
    DagRow.RecentRun run = row.recent().get(0);
    String sub =
        run.endDate() != null
            ? moments.relative(run.endDate())
            : run.startDate() != null ? "started " + moments.relative(run.startDate()) : "";
    return new DagsView.Latest(
        StateView.of(run.state()), Links.run(row.dag().dagId(), run.runId()), sub);
  }

  private static String took(DagRow row, Moments moments) {
    return row.recent().isEmpty()
        ? "–"
        : moments.took(row.recent().get(0).startDate(), row.recent().get(0).endDate()).orElse("–");
  }

  private static List<DagsView.Count> counts(String href, Map<RunState, Long> runs) {
    List<DagsView.Count> counts = new ArrayList<>();
    for (RunState state : COUNTED) {
      long count = runs.getOrDefault(state, 0L);
      if (count > 0) {
        String number = String.format(Locale.ENGLISH, "%,d", count);
        counts.add(
            new DagsView.Count(
                StateView.of(state),
                number,
                href + "/runs?state=" + state.wireName(),
                number + " " + state.wireName()));
      }
    }
    return counts;
  }

  private static String count(int rows, boolean more) {
    return rows + (more ? " and more" : "") + (rows == 1 ? " DAG" : " DAGs");
  }

  private static String foot(int rows, boolean more) {
    return (more ? rows + " shown. " : "All " + rows + " shown. ")
        + "Bar height is duration against the slowest of the 25; a red foot marks a failed run.";
  }

  private static String moreHref(DagsView.Filter filter, int from) {
    return "/dags?from=%s&q=%s&paused=%s&state=%s&tag=%s"
        .formatted(
            from,
            Links.value(filter.q()),
            Links.value(filter.paused()),
            Links.value(filter.state()),
            Links.value(filter.tag()));
  }
}
