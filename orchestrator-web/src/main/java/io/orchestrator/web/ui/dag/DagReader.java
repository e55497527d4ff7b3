package io.orchestrator.web.ui.dag;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.DagVersion;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.Grid;
import io.orchestrator.store.Snapshot;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskRow;
import io.orchestrator.web.reading.AllTasks;
import io.orchestrator.web.ui.parts.FileProblems;
import io.orchestrator.web.ui.parts.NextRun;
import io.orchestrator.web.ui.parts.RunStrips;
import io.orchestrator.web.ui.parts.TaskWords;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads a DAG's first page: its grid and its graph. */
@Component
record DagReader(GraphViews graphs) {
  /**
   * @param look how the graph is drawn
   */
  DagView dag(
      Snapshot snapshot, String dagId, GridViews.GridAsk ask, GraphLook look, Moments moments) {
    DagRow row = DagHeads.row(snapshot, dagId);
    Grid grid =
        snapshot
            .queries()
            .grid(dagId, ask.runs(), Optional.ofNullable(ask.before()), ask.filter().runs());
    Optional<Grid.GridRun> selected = GridViews.selected(grid, ask.run());
    DagVersion current = row.dag().version();
    if (selected.isEmpty()) {
      return new DagView(
          DagHeads.head(snapshot, row, moments),
          ask.filter().any()
              ? new GridViews(CompiledDag.of(current), grid, ask, moments).view(Optional.empty())
              : null,
          null,
          graphs.view(current, new GraphViews.GraphAsk(null, Map.of(), look)),
          "",
          noRuns(snapshot, row, moments));
    }
    Grid.GridRun run = selected.get();
    AllTasks read = AllTasks.of(snapshot.queries(), TaskFilter.ofRun(dagId, run.run().runId()));
    List<TaskRow> tasks = read.rows();
    DagVersion shown = versionOf(snapshot, tasks).orElse(current);
    GridView view =
        new GridViews(CompiledDag.of(shown), grid, ask, moments)
            .view(selection(tasks, run, ask, moments));
    return new DagView(
        DagHeads.head(snapshot, row, moments),
        view,
        new DagView.ShownRun(
            RunStrips.title(run.run(), moments),
            Links.run(dagId, run.run().runId()),
            StateView.of(run.run().state())),
        graphs.view(shown, new GraphViews.GraphAsk(run.run().runId(), facts(tasks, moments), look)),
        TaskWords.leftOut(read),
        "");
  }

  private static Optional<DagVersion> versionOf(Snapshot snapshot, List<TaskRow> tasks) {
    return tasks.stream()
        .findFirst()
        .flatMap(t -> snapshot.tx().dags().version(t.run().dagVersionId()));
  }

  private static String noRuns(Snapshot snapshot, DagRow row, Moments moments) {
    FileProblems broken = FileProblems.errors(snapshot);
    NextRun next = NextRun.of(row.dag(), broken, moments);
    if (row.dag().paused()) {
      return "It is paused. Unpause it and its schedule starts, or trigger a run by hand.";
    }
    if (row.dag().nextFire() != null && !broken.of(row.dag()).isEmpty()) {
      return "Its file does not load. The schedule goes on when it does; you can trigger a run.";
    }
    return row.dag().nextFire() == null
        ? "It starts only when it is triggered."
        : "The first run starts " + next.text() + ", " + next.sub() + ".";
  }

  static Map<String, GraphViews.Shown> facts(List<TaskRow> tasks, Moments moments) {
    Map<String, GraphViews.Shown> shown = new HashMap<>();
    for (TaskRow row : tasks) {
      shown.put(
          row.task().taskId(),
          new GraphViews.Shown(row.task().state(), TaskWords.fact(row.task(), moments)));
    }
    return shown;
  }

  private static Optional<GridView.Selection> selection(
      List<TaskRow> tasks, Grid.GridRun run, GridViews.GridAsk ask, Moments moments) {
    return tasks.stream()
        .filter(t -> t.task().taskId().equals(ask.task()))
        .findFirst()
        .map(
            t ->
                new GridView.Selection(
                    t.task().taskId(),
                    RunStrips.title(run.run(), moments),
                    StateView.of(t.task().state()),
                    TaskWords.sentence(t.task(), moments),
                    Links.task(
                        t.run().dagId(), t.run().runId(), t.task().taskId(), t.task().mapIndex())));
  }
}
