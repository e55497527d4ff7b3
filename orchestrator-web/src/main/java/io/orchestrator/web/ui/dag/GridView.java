package io.orchestrator.web.ui.dag;

import io.orchestrator.web.ui.parts.ChoiceView;
import io.orchestrator.web.ui.svg.GridSvg;
import io.orchestrator.web.ui.svg.RunBars;
import io.orchestrator.web.ui.text.StateView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks by runs.
 *
 * @param width of the drawing in pixels
 * @param versionXs where the DAG's version changes
 */
public record GridView(
    String title,
    int runs,
    int width,
    List<ChoiceView> counts,
    @Nullable String olderHref,
    @Nullable String newerHref,
    List<RunBars.Bar> bars,
    List<Axis> axis,
    List<Day> days,
    List<Integer> versionXs,
    @Nullable Integer selectedX,
    List<Row> rows,
    List<StateView> legend,
    @Nullable Selection selection) {

  public int cellX() {
    return selectedX == null ? 0 : selectedX;
  }

  /** A line of the duration axis. */
  public record Axis(int y, int textY, String text) {}

  /** A date below the columns. */
  public record Day(int x, String text, boolean current) {}

  /**
   * One row.
   *
   * @param href the selected run's task
   * @param taskId empty for groups
   */
  public record Row(
      String taskId,
      String label,
      String title,
      int depth,
      boolean group,
      String href,
      String aria,
      boolean selected,
      List<GridSvg.StatePath> paths) {}

  /** The selected cell in words. */
  public record Selection(String task, String run, StateView state, String say, String href) {}
}
