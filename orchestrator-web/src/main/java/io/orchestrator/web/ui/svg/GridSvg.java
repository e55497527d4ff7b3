package io.orchestrator.web.ui.svg;

import io.orchestrator.run.TaskState;
import io.orchestrator.web.ui.text.StateView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The grid's drawing: one small SVG per row and in it one path per state, so that a thousand tasks
 * by a hundred runs are some thousands of nodes and not a hundred thousand.
 */
public final class GridSvg {
  /** Width of a column, in pixels, where there is room for it. */
  static final int PITCH = 18;

  /** Of a row, where its glyphs' middles are. */
  static final int MIDDLE = 13;

  private static final List<TaskState> WORST_FIRST =
      List.of(
          TaskState.FAILED,
          TaskState.UPSTREAM_FAILED,
          TaskState.RESTARTING,
          TaskState.UP_FOR_RETRY,
          TaskState.RUNNING,
          TaskState.UP_FOR_RESCHEDULE,
          TaskState.DEFERRED,
          TaskState.QUEUED,
          TaskState.SCHEDULED,
          TaskState.NONE,
          TaskState.SUCCESS,
          TaskState.SKIPPED,
          TaskState.REMOVED);

  private final Map<String, String> cache = new java.util.HashMap<>();

  /** All glyphs of one state in one row. */
  public record StatePath(String css, String d) {}

  /**
   * One row.
   *
   * @param cells a state per column, oldest first; empty where the run has no such task
   */
  public List<StatePath> row(List<Optional<TaskState>> cells, boolean group) {
    Map<TaskState, StringBuilder> paths = new EnumMap<>(TaskState.class);
    for (int column = 0; column < cells.size(); column++) {
      int at = column;
      cells
          .get(column)
          .ifPresent(
              state ->
                  paths
                      .computeIfAbsent(state, s -> new StringBuilder())
                      .append(glyph(state, at, group)));
    }
    List<StatePath> result = new ArrayList<>();
    paths.forEach((state, d) -> result.add(new StatePath(StateView.of(state).css(), d.toString())));
    return result;
  }

  /** What a group shows for its tasks: the state that most wants a person. */
  public static Optional<TaskState> summary(List<TaskState> states) {
    return WORST_FIRST.stream().filter(states::contains).findFirst();
  }

  private String glyph(TaskState state, int column, boolean group) {
    boolean small = group && state == TaskState.SUCCESS;
    return cache.computeIfAbsent(
        state.name() + column + small,
        key ->
            small
                ? Glyphs.smallDisc(column * PITCH + 1, 5)
                : Glyphs.at(state, column * PITCH + 1, 5));
  }
}
