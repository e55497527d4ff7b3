package io.orchestrator.web.ui.svg;

import java.util.List;

/**
 * A laid-out graph: boxes, frames of groups and routed edges, all in one coordinate system with its
 * origin at the top left, in pixels.
 */
public record GraphShape(
    double width, double height, List<Box> boxes, List<Frame> frames, List<Route> routes) {

  /** A task. */
  public record Box(String id, double x, double y, double width, double height) {}

  /**
   * A task group.
   *
   * @param id full id, {@code outer.inner}
   */
  public record Frame(String id, double x, double y, double width, double height) {}

  /**
   * An edge.
   *
   * @param points start, bends, end
   * @param label text of a branch's edge, or empty
   * @param labelX centre of the label
   */
  public record Route(
      String from,
      String to,
      List<Point> points,
      String label,
      double labelX,
      double labelY,
      double labelWidth) {}

  /** A place. */
  public record Point(double x, double y) {}
}
