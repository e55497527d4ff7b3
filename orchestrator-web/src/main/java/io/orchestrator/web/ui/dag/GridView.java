package io.orchestrator.web.ui.dag;

import io.orchestrator.run.TaskState;
import io.orchestrator.store.Grid;
import io.orchestrator.web.ui.parts.ChoiceView;
import io.orchestrator.web.ui.svg.GridPitch;
import io.orchestrator.web.ui.svg.GridSvg;
import io.orchestrator.web.ui.svg.RunBars;
import io.orchestrator.web.ui.text.StateView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tasks by runs. */
public record GridView(
    String title,
    List<Chip> chips,
    Pager pager,
    Columns columns,
    List<Row> rows,
    List<StateView> legend,
    @Nullable Selection selection) {

  /** A filter that is set or can be: the page with it, or without it when it is on. */
  public record Chip(String text, String href, boolean on) {}

  /** What is said where there is no row; empty where there is one. */
  public String none() {
    if (columns.count() == 0) {
      return "No run fits these filters.";
    }
    return rows.isEmpty() ? "No task failed in these runs." : "";
  }

  /** Other numbers of runs, and other runs. */
  public record Pager(
      List<ChoiceView> counts, @Nullable String olderHref, @Nullable String newerHref) {}

  /**
   * The runs.
   *
   * @param width of the drawing in pixels
   * @param versionXs where the DAG's version changes
   */
  public record Columns(
      GridPitch pitch,
      int width,
      List<Run> runs,
      List<Axis> axis,
      List<Day> days,
      List<Integer> versionXs,
      @Nullable Integer selectedX) {

    public int count() {
      return runs.size();
    }
  }

  /**
   * A column.
   *
   * @param title its date
   * @param href the run's page; that of the bar shows this page with the run selected
   */
  public record Run(String title, String href, RunBars.Bar bar) {}

  /** A line of the duration axis. */
  public record Axis(int y, int textY, String text) {}

  /** A date below the columns. */
  public record Day(int x, String text, boolean current) {}

  /**
   * One row.
   *
   * @param href the selected run's task
   * @param selected whether its task is the selected one
   */
  public record Row(
      Heading heading,
      Cells cells,
      String href,
      String aria,
      boolean selected,
      List<GridSvg.StatePath> paths) {}

  /**
   * The squares of a row, for the pointer and the keyboard.
   *
   * @param path what follows the address of a run to be that of a square; empty for groups
   * @param states a letter per run, see {@link Grid#letter}
   */
  public record Cells(String path, String states) {
    static Cells of(String path, List<Optional<TaskState>> cells) {
      return new Cells(
          path,
          cells.stream()
              .map(cell -> String.valueOf(cell.map(Grid::letter).orElse(Grid.ABSENT)))
              .collect(Collectors.joining()));
    }
  }

  /** What stands left of a row. */
  public record Heading(String label, String title, int depth, boolean group) {}

  /** The states that letters stand for, in the order of the letters. */
  public String letters() {
    return Stream.of(TaskState.values())
        .sorted(Comparator.comparing(Grid::letter))
        .map(TaskState::wireName)
        .collect(Collectors.joining(","));
  }

  /** The selected cell in words. */
  public record Selection(String task, String run, StateView state, String say, String href) {}
}
