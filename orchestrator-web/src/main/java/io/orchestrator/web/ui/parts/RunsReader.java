package io.orchestrator.web.ui.parts;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Snapshot;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads lists of runs, newest first, going on by key. */
public final class RunsReader {
  private static final int ROWS = 50;

  private RunsReader() {}

  /**
   * @param dagId absent for the runs of all DAGs
   * @param state wire name, empty for all
   * @param path the page's own address, without a query
   */
  public static RunsView read(
      Snapshot snapshot,
      Optional<String> dagId,
      String state,
      @Nullable Long before,
      String path,
      Moments moments) {
    Optional<RunState> wanted =
        Arrays.stream(RunState.values()).filter(s -> s.wireName().equals(state)).findFirst();
    RunFilter filter =
        dagId
            .map(RunFilter::ofDag)
            .orElse(RunFilter.ANY)
            .in(wanted.stream().toList())
            .before(before);
    Page<RunRow> page = snapshot.queries().runs(filter, PageRequest.first(ROWS));
    List<RunsView.Row> rows = page.rows().stream().map(r -> row(r.run(), moments)).toList();
    return new RunsView(filters(path, wanted), rows, more(page, path, wanted));
  }

  private static @Nullable String more(Page<RunRow> page, String path, Optional<RunState> state) {
    if (!page.more() || page.rows().isEmpty()) {
      return null;
    }
    long last = page.rows().get(page.rows().size() - 1).run().id();
    return path + "?before=" + last + state.map(s -> "&state=" + s.wireName()).orElse("");
  }

  private static List<ChoiceView> filters(String path, Optional<RunState> wanted) {
    List<ChoiceView> filters = new ArrayList<>();
    filters.add(new ChoiceView("All", path, wanted.isEmpty()));
    for (RunState state : RunState.values()) {
      filters.add(
          new ChoiceView(
              StateView.of(state).word(),
              path + "?state=" + state.wireName(),
              wanted.filter(w -> w == state).isPresent()));
    }
    return filters;
  }

  static RunsView.Row row(DagRun run, Moments moments) {
    return new RunsView.Row(
        new LinkView(run.dagId(), Links.dag(run.dagId())),
        new LinkView(title(run, moments), Links.run(run.dagId(), run.runId())),
        run.runId(),
        StateView.of(run.state()),
        new RunsView.Origin(run.type().wireName().replace('_', ' '), by(run)),
        run.startDate() == null ? null : moments.view(run.startDate()),
        moments.took(run.startDate(), run.endDate()).orElse("–"));
  }

  public static String title(DagRun run, Moments moments) {
    return moments.logical(run.spec().dates().order());
  }

  public static String by(DagRun run) {
    if (run.type() == RunType.SCHEDULED) {
      return "schedule";
    }
    String user = run.spec().trigger().user();
    String how = run.spec().trigger().by().toLowerCase(Locale.ROOT).replace('_', ' ');
    return user == null ? how : user + ", " + how;
  }
}
