package io.orchestrator.web.ui.dag;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.Grid;
import io.orchestrator.timetable.Durations;
import io.orchestrator.web.ui.parts.ChoiceView;
import io.orchestrator.web.ui.parts.RunStrips;
import io.orchestrator.web.ui.parts.TaskOrder;
import io.orchestrator.web.ui.svg.GridSvg;
import io.orchestrator.web.ui.svg.RunBars;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.NodeName;
import io.orchestrator.web.ui.text.StateView;
import java.time.Duration;
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

/** Makes the grid of a DAG's page. Columns go from the oldest run to the newest. */
final class GridViews {
  private static final List<Integer> COUNTS = List.of(10, 25, 50, 100);
  private static final double BASE = 62;
  private static final double TALLEST = 46;

  private static final int HALF_LABEL = 18;
  private final CompiledDag dag;
  private final Grid grid;
  private final GridAsk ask;
  private final Moments moments;
  private final GridSvg svg = new GridSvg();
  private final Set<TaskState> seen = EnumSet.noneOf(TaskState.class);
  private final Map<String, Grid.GridRow> rows = new HashMap<>();
  private final int columns;

  /**
   * What the address asks for.
   *
   * @param runs how many
   * @param before internal key of the run after the last column, absent for the newest
   * @param run id of the selected run
   * @param task id of the selected task
   */
  record GridAsk(int runs, @Nullable Long before, @Nullable String run, @Nullable String task) {}

  GridViews(CompiledDag dag, Grid grid, GridAsk ask, Moments moments) {
    this.dag = dag;
    this.grid = grid;
    this.ask = ask;
    this.moments = moments;
    this.columns = grid.runs().size();
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
    Integer x = run.map(r -> column(grid.runs().indexOf(r)) * GridSvg.PITCH).orElse(null);
    List<GridView.Row> made =
        TaskOrder.of(dag, rows.keySet().stream().sorted().toList()).stream()
            .map(line -> row(line, run))
            .toList();
    return new GridView(
        columns == 1 ? "The only run" : "Last " + columns + " runs",
        pager(),
        new GridView.Columns(
            columns, columns * GridSvg.PITCH, bars(), axis(), days(run), versionChanges(), x),
        made,
        seen.stream().map(StateView::of).toList(),
        selection.orElse(null));
  }

  /** Index of a run in the grid to its column. */
  private int column(int newestFirst) {
    return columns - 1 - newestFirst;
  }

  private GridView.Row row(TaskOrder.Line line, Optional<Grid.GridRun> run) {
    List<Optional<TaskState>> cells = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      cells.add(state(line, column(column)));
    }
    cells.forEach(cell -> cell.ifPresent(seen::add));
    String name =
        line.group()
            ? NodeName.last(line.id())
            : NodeName.of(line.id(), dag.task(line.id()).map(t -> t.group()).orElse(null));
    String task = line.group() ? line.tasks().get(0) : line.id();
    String href =
        run.map(r -> Links.task(dag.dagId(), r.run().runId(), task, -1))
            .orElse(Links.dag(dag.dagId()));
    return new GridView.Row(
        line.group() ? "" : line.id(),
        new GridView.Heading(name, line.id(), Math.min(3, line.depth()), line.group()),
        href,
        aria(line.id(), cells),
        line.id().equals(ask.task()) && !line.group(),
        svg.row(cells, line.group()));
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
    return id
        + ", "
        + cells.size()
        + " runs: "
        + counts.entrySet().stream()
            .map(
                e ->
                    e.getValue()
                        + " "
                        + StateView.of(e.getKey()).word().toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  private List<RunBars.Bar> bars() {
    List<RunBars.Run> runs = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      Grid.GridRun run = grid.runs().get(column(column));
      runs.add(RunStrips.bar(run.run(), select(run), moments));
    }
    return RunBars.of(runs, GridSvg.PITCH, 4.5, BASE, TALLEST);
  }

  private String select(Grid.GridRun run) {
    String href = href(ask.runs(), ask.before()) + "&run=" + Links.value(run.run().runId());
    return ask.task() == null ? href : href + "&task=" + Links.value(ask.task());
  }

  private String href(int runs, @Nullable Long before) {
    String href = Links.dag(dag.dagId()) + "?runs=" + runs;
    return before == null ? href : href + "&before=" + before;
  }

  private GridView.Pager pager() {
    return new GridView.Pager(
        COUNTS.stream()
            .map(c -> new ChoiceView(String.valueOf(c), href(c, ask.before()), c == ask.runs()))
            .toList(),
        grid.older() ? href(ask.runs(), grid.runs().get(columns - 1).run().runPk()) : null,
        ask.before() == null ? null : href(ask.runs(), null));
  }

  /** Two lines: the slowest run, and half of it. */
  private List<GridView.Axis> axis() {
    Optional<Duration> slowest =
        grid.runs().stream()
            .flatMap(r -> RunStrips.took(r.run(), moments).stream())
            .max(Duration::compareTo)
            .filter(d -> d.toMillis() > 0);
    return slowest
        .map(d -> List.of(axis(d, TALLEST), axis(d.dividedBy(2), TALLEST / 2)))
        .orElse(List.of());
  }

  private static GridView.Axis axis(Duration duration, double height) {
    int y = (int) (BASE - height);
    return new GridView.Axis(y, y + 4, Durations.rough(duration));
  }

  private List<GridView.Day> days(Optional<Grid.GridRun> selected) {
    int step = 7;
    List<GridView.Day> days = new ArrayList<>();
    int current = selected.map(r -> column(grid.runs().indexOf(r))).orElse(-1);
    for (int column = 0; column < columns; column++) {
      boolean isCurrent = column == current;
      boolean room = current < 0 || Math.abs(column - current) >= 3;
      if (isCurrent || (column % step == 0 && room)) {
        Grid.GridRun run = grid.runs().get(column(column));
        days.add(
            new GridView.Day(
                // The label is centred there; at the left edge it would be cut.
                Math.max(HALF_LABEL, column * GridSvg.PITCH + GridSvg.PITCH / 2),
                moments.day(run.run().dates().order()),
                isCurrent));
      }
    }
    return days;
  }

  private List<Integer> versionChanges() {
    List<Integer> xs = new ArrayList<>();
    for (int column = 1; column < columns; column++) {
      int before = grid.runs().get(column(column - 1)).versionNumber();
      if (before != grid.runs().get(column(column)).versionNumber()) {
        xs.add(column * GridSvg.PITCH);
      }
    }
    return xs;
  }

  /** How many runs may be asked for. */
  static int runs(int asked) {
    return Math.max(1, Math.min(365, asked));
  }
}
