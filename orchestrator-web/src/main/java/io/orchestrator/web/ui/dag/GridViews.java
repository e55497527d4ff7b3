package io.orchestrator.web.ui.dag;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.Grid;
import io.orchestrator.web.ui.parts.ChoiceView;
import io.orchestrator.web.ui.parts.TaskOrder;
import io.orchestrator.web.ui.shell.Choice;
import io.orchestrator.web.ui.svg.GridSvg;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.NodeName;
import io.orchestrator.web.ui.text.StateView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;

/** Makes the grid of a DAG's page. Columns go from the oldest run to the newest. */
final class GridViews {
  private static final List<Integer> COUNTS = List.of(10, 25, 50, 100);
  private static final Choice RUNS =
      new Choice("orchestrator_grid_runs", List.of("25", "10", "50", "100"));

  private final CompiledDag dag;
  private final Grid grid;
  private final GridAsk ask;
  private final GridSvg svg = new GridSvg();
  private final Set<TaskState> seen = EnumSet.noneOf(TaskState.class);
  private final Map<String, Grid.GridRow> rows = new HashMap<>();
  private final GridColumns columns;

  /**
   * What the address asks for.
   *
   * @param runs how many
   * @param before internal key of the run after the last column, absent for the newest
   * @param run id of the selected run
   * @param task id of the selected task
   * @param filter what is shown
   */
  record GridAsk(
      int runs,
      @Nullable Long before,
      @Nullable String run,
      @Nullable String task,
      GridFilter filter) {}

  GridViews(CompiledDag dag, Grid grid, GridAsk ask, Moments moments) {
    this.dag = dag;
    this.grid = grid;
    this.ask = ask;
    this.columns = GridColumns.of(dag.dagId(), grid, ask, moments);
    grid.rows().forEach(row -> rows.put(row.taskId(), row));
  }

  /** The selected run, the newest when none or an unknown one is asked for. */
  static Optional<Grid.GridRun> selected(Grid grid, @Nullable String runId) {
    return grid.runs().stream()
        .filter(r -> r.run().runId().equals(runId))
        .findFirst()
        .or(() -> grid.runs().stream().findFirst());
  }

  GridView view(Optional<GridView.Selection> selection) {
    Optional<Grid.GridRun> run = selected(grid, ask.run());
    List<GridView.Row> made =
        TaskOrder.of(dag, rows.keySet().stream().sorted().toList()).stream()
            .map(line -> row(line, run))
            .flatMap(Optional::stream)
            .toList();
    return new GridView(
        title(),
        ask.filter().chips(columns.unfiltered(), columns.types()),
        pager(),
        columns.view(run),
        made,
        seen.stream().map(StateView::of).toList(),
        selection.orElse(null));
  }

  private String title() {
    if (ask.filter().ofRuns()) {
      return columns.count() == 1 ? "1 run fits" : columns.count() + " runs fit";
    }
    return columns.count() == 1 ? "The only run" : "Last " + columns.count() + " runs";
  }

  /** Empty for a row that is filtered out. */
  private Optional<GridView.Row> row(TaskOrder.Line line, Optional<Grid.GridRun> run) {
    List<Optional<TaskState>> cells = new ArrayList<>();
    for (int column = 0; column < columns.count(); column++) {
      cells.add(state(line, columns.run(column)));
    }
    if (!ask.filter().takes(cells)) {
      return Optional.empty();
    }
    cells.forEach(cell -> cell.ifPresent(seen::add));
    String name =
        line.group()
            ? NodeName.last(line.id())
            : NodeName.of(line.id(), dag.task(line.id()).map(t -> t.group()).orElse(null));
    String path = line.group() ? "" : Links.task(line.id());
    String href =
        run.map(r -> Links.run(dag.dagId(), r.run().runId()) + path).orElse(Links.dag(dag.dagId()));
    return Optional.of(
        new GridView.Row(
            new GridView.Heading(name, line.id(), Math.min(3, line.depth()), line.group()),
            GridView.Cells.of(path, cells),
            href,
            aria(line.id(), cells),
            line.id().equals(ask.task()) && !line.group(),
            svg.row(cells, line.group())));
  }

  private Optional<TaskState> state(TaskOrder.Line line, int index) {
    if (!line.group()) {
      Grid.GridRow row = rows.get(line.id());
      return row == null ? Optional.empty() : row.state(index);
    }
    List<TaskState> states = new ArrayList<>();
    for (String task : line.tasks()) {
      Grid.GridRow row = rows.get(task);
      if (row != null) {
        row.state(index).ifPresent(states::add);
      }
    }
    return GridSvg.summary(states);
  }

  private static String aria(String id, List<Optional<TaskState>> cells) {
    Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
    cells.forEach(c -> c.ifPresent(s -> counts.merge(s, 1, Integer::sum)));
    return "%s, %s runs: %s"
        .formatted(
            id,
            cells.size(),
            counts.entrySet().stream()
                .map(
                    e ->
                        e.getValue()
                            + " "
                            + StateView.of(e.getKey()).word().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(", ")));
  }

  private GridView.Pager pager() {
    return new GridView.Pager(
        COUNTS.stream()
            .map(
                c ->
                    new ChoiceView(
                        String.valueOf(c), columns.href(c, ask.before()), c == ask.runs()))
            .toList(),
        grid.older() && columns.count() > 0
            ? columns.href(ask.runs(), grid.runs().get(columns.count() - 1).run().runPk())
            : null,
        ask.before() == null ? null : columns.href(ask.runs(), null));
  }

  /** How many runs are shown: as asked for, else as chosen last. */
  static int runs(@Nullable Integer asked, NativeWebRequest web) {
    String chosen = RUNS.of(asked == null ? null : String.valueOf(asked), web);
    return asked == null ? Integer.parseInt(chosen) : Math.max(1, Math.min(365, asked));
  }
}
