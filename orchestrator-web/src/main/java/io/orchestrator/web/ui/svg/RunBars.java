package io.orchestrator.web.ui.svg;

import io.orchestrator.run.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Heights of run bars: duration against the slowest of them; failed runs get a foot. */
public final class RunBars {
  private RunBars() {}

  /**
   * A run to draw.
   *
   * @param took absent while it waits
   */
  public record Run(String href, String title, RunState state, Optional<Duration> took) {}

  /**
   * A bar.
   *
   * @param foot whether the red foot is drawn
   * @param hollow queued: outline only
   */
  public record Bar(String href, String title, String css, Box box, boolean foot, boolean hollow) {}

  /**
   * Where a bar is.
   *
   * @param x left edge
   * @param y top
   * @param hitX left edge of what can be clicked
   */
  public record Box(String x, String y, String height, String hitX) {}

  /**
   * Bars from left to right.
   *
   * @param pitch distance of two bars
   * @param inset of a bar in its column
   * @param base the base line's y
   * @param tallest greatest height
   */
  public static List<Bar> of(List<Run> runs, int pitch, double inset, double base, double tallest) {
    double slowest =
        runs.stream().flatMap(r -> r.took().stream()).mapToLong(Duration::toMillis).max().orElse(1);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      double share = run.took().map(Duration::toMillis).orElse(0L) / Math.max(1, slowest);
      double height = run.state() == RunState.QUEUED ? 6 : Math.max(4, share * tallest);
      bars.add(
          new Bar(
              run.href(),
              run.title(),
              run.state().wireName(),
              new Box(
                  Glyphs.number(i * pitch + inset),
                  Glyphs.number(base - height),
                  Glyphs.number(height),
                  Glyphs.number(i * pitch - 1 + (inset > 1 ? 1 : 0))),
              run.state() == RunState.FAILED,
              run.state() == RunState.QUEUED));
    }
    return bars;
  }
}
