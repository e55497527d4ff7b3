package io.orchestrator.web.ui.dag;

import io.orchestrator.run.RunType;
import io.orchestrator.store.DagRow.RecentRun;
import io.orchestrator.store.Grid;
import io.orchestrator.timetable.Durations;
import io.orchestrator.web.ui.parts.RunStrips;
import io.orchestrator.web.ui.svg.GridPitch;
import io.orchestrator.web.ui.svg.RunBars;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the columns of a grid, from the oldest run to the newest. */
record GridColumns(
    String dagId, Grid grid, GridViews.GridAsk ask, GridPitch pitch, Moments moments) {
  private static final double BASE = 62;
  private static final double TALLEST = 46;
  private static final int HALF_LABEL = 22;
  private static final int LABEL_PITCH = 48;

  static GridColumns of(String dagId, Grid grid, GridViews.GridAsk ask, Moments moments) {
    return new GridColumns(dagId, grid, ask, GridPitch.of(grid.runs().size()), moments);
  }

  int count() {
    return grid.runs().size();
  }

  /** Index in the grid, which has the newest run first, of a column's run; or the other way. */
  int run(int column) {
    return count() - 1 - column;
  }

  GridView.Columns view(Optional<Grid.GridRun> selected) {
    int current = selected.map(r -> run(grid.runs().indexOf(r))).orElse(-1);
    return new GridView.Columns(
        pitch,
        count() * pitch.pixels(),
        runs(),
        axis(),
        days(current),
        versionChanges(),
        current < 0 ? null : pitch.left(current));
  }

  /** The page with other runs. */
  String href(int runs, @Nullable Long before) {
    String href = Links.dag(dagId) + "?runs=" + runs + ask.filter().query();
    return before == null ? href : href + "&before=" + before;
  }

  /** The page with the newest runs, whatever they are. */
  String unfiltered() {
    return Links.dag(dagId) + "?runs=" + ask.runs();
  }

  Set<RunType> types() {
    return grid.runs().stream().map(column -> column.run().type()).collect(Collectors.toSet());
  }

  private List<GridView.Run> runs() {
    List<RunBars.Run> runs = new ArrayList<>();
    for (int column = 0; column < count(); column++) {
      Grid.GridRun run = grid.runs().get(run(column));
      runs.add(RunStrips.bar(run.run(), select(run), moments));
    }
    List<RunBars.Bar> bars = RunBars.of(runs, pitch.pixels(), pitch.inset(), BASE, TALLEST);
    List<GridView.Run> views = new ArrayList<>();
    for (int column = 0; column < count(); column++) {
      RecentRun run = grid.runs().get(run(column)).run();
      views.add(
          new GridView.Run(
              RunStrips.title(run, moments), Links.run(dagId, run.runId()), bars.get(column)));
    }
    return views;
  }

  private String select(Grid.GridRun run) {
    String href = href(ask.runs(), ask.before()) + "&run=" + Links.value(run.run().runId());
    return ask.task() == null ? href : href + "&task=" + Links.value(ask.task());
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

  private List<GridView.Day> days(int current) {
    int step = 7;
    List<GridView.Day> days = new ArrayList<>();
    for (int column = 0; column < count(); column++) {
      boolean isCurrent = column == current;
      boolean room = current < 0 || Math.abs(labelX(column) - labelX(current)) >= LABEL_PITCH;
      if (isCurrent || (column % step == 0 && room)) {
        Grid.GridRun run = grid.runs().get(run(column));
        days.add(
            new GridView.Day(labelX(column), moments.day(run.run().dates().order()), isCurrent));
      }
    }
    return days;
  }

  /** A label is centred there; at the edges it would be cut. */
  private int labelX(int column) {
    int rightmost = pitch.left(count()) - HALF_LABEL;
    return Math.max(HALF_LABEL, Math.min(rightmost, pitch.middle(column)));
  }

  private List<Integer> versionChanges() {
    List<Integer> xs = new ArrayList<>();
    for (int column = 1; column < count(); column++) {
      int before = grid.runs().get(run(column - 1)).versionNumber();
      if (before != grid.runs().get(run(column)).versionNumber()) {
        xs.add(pitch.left(column));
      }
    }
    return xs;
  }
}
