package io.orchestrator.web.ui.svg;

import io.orchestrator.run.TaskState;
import java.util.List;

/** Path data of a graph's edges, arrows and glyphs. */
public final class GraphPaths {
  private static final double RADIUS = 8;
  private static final double ARROW = 5.5;

  private GraphPaths() {}

  /** A line through the points with rounded bends, ending before the arrow. */
  public static String line(List<GraphShape.Point> points) {
    if (points.size() < 2) {
      return "";
    }
    StringBuilder d = new StringBuilder("M").append(at(points.get(0)));
    for (int i = 1; i < points.size() - 1; i++) {
      bend(d, points.get(i - 1), points.get(i), points.get(i + 1));
    }
    GraphShape.Point end = points.get(points.size() - 1);
    GraphShape.Point before = points.get(points.size() - 2);
    return d.append("L").append(at(toward(end, before, ARROW))).toString();
  }

  /** A small triangle at the line's end. */
  public static String arrow(List<GraphShape.Point> points) {
    if (points.size() < 2) {
      return "";
    }
    GraphShape.Point end = points.get(points.size() - 1);
    GraphShape.Point from = toward(end, points.get(points.size() - 2), ARROW);
    double dx = (end.x() - from.x()) / ARROW * 3.5;
    double dy = (end.y() - from.y()) / ARROW * 3.5;
    return "M"
        + at(new GraphShape.Point(from.x() - dy, from.y() + dx))
        + "L"
        + at(new GraphShape.Point(from.x() + dy, from.y() - dx))
        + "L"
        + at(end)
        + "z";
  }

  /** A state's glyph with its check or cross, as nodes show it. */
  public static String glyph(TaskState state, double x, double y) {
    if (state == TaskState.SUCCESS) {
      return Glyphs.moved(
          "M1.5 8a6.5 6.5 0 1 1 13 0a6.5 6.5 0 1 1 -13 0z"
              + "M4.4 8.9L7.25 11.75L11.75 6.45L10.45 5.35L7.15 9.25L5.6 7.7z",
          x,
          y);
    }
    return Glyphs.at(state, x, y);
  }

  public static String number(double value) {
    return Glyphs.number(value);
  }

  private static void bend(
      StringBuilder d, GraphShape.Point before, GraphShape.Point corner, GraphShape.Point after) {
    double radius = Math.min(RADIUS, Math.min(far(before, corner), far(corner, after)) / 2);
    d.append("L")
        .append(at(toward(corner, before, radius)))
        .append("Q")
        .append(at(corner))
        .append(" ")
        .append(at(toward(corner, after, radius)));
  }

  private static GraphShape.Point toward(
      GraphShape.Point from, GraphShape.Point to, double distance) {
    double length = far(from, to);
    if (length == 0) {
      return from;
    }
    double share = distance / length;
    return new GraphShape.Point(
        from.x() + (to.x() - from.x()) * share, from.y() + (to.y() - from.y()) * share);
  }

  private static double far(GraphShape.Point a, GraphShape.Point b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }

  private static String at(GraphShape.Point p) {
    return number(p.x()) + " " + number(p.y());
  }
}
