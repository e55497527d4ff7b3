package io.orchestrator.web.ui.dag;

import io.orchestrator.web.ui.parts.ChoiceView;
import io.orchestrator.web.ui.svg.GridSvg;
import io.orchestrator.web.ui.svg.RunBars;
import io.orchestrator.web.ui.text.StateView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks by runs. */
public record GridView(
    String title,
    Pager pager,
    Columns columns,
    List<Row> rows,
    List<StateView> legend,
    @Nullable Selection selection) {

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
      int count,
      int width,
      List<RunBars.Bar> bars,
      List<Axis> axis,
      List<Day> days,
      List<Integer> versionXs,
      @Nullable Integer selectedX) {}

  /** A line of the duration axis. */
  public record Axis(int y, int textY, String text) {}

  /** A date below the columns. */
  public record Day(int x, String text, boolean current) {}

  /**
   * One row.
   *
   * @param taskId empty for groups
   * @param href the selected run's task
   */
  public record Row(
      String taskId,
      Heading heading,
      String href,
      String aria,
      boolean selected,
      List<GridSvg.StatePath> paths) {}

  /** What stands left of a row. */
  public record Heading(String label, String title, int depth, boolean group) {}

  /** The selected cell in words. */
  public record Selection(String task, String run, StateView state, String say, String href) {}
}
