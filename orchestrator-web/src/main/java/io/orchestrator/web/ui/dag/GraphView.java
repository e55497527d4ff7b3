package io.orchestrator.web.ui.dag;

import java.util.List;

/** A graph, ready to draw. All numbers are texts in pixels. */
public record GraphView(
    String label,
    int tasks,
    boolean tooLarge,
    String width,
    String height,
    List<Frame> frames,
    List<Edge> edges,
    List<Node> nodes) {

  /** A group. */
  public record Frame(
      String name, String x, String y, String width, String height, String textX, String textY) {}

  /** A dependency with its arrow and, for a branch, its label. */
  public record Edge(
      String css,
      String d,
      String arrow,
      String label,
      String labelX,
      String labelY,
      String labelWidth,
      String textX,
      String textY) {}

  /** A task. */
  public record Node(
      String href,
      String css,
      String state,
      String name,
      String fact,
      String factCss,
      String title,
      String glyph,
      Spot spot) {

    public String aria() {
      return title;
    }

    public String x() {
      return spot.x();
    }

    public String y() {
      return spot.y();
    }

    public String width() {
      return spot.width();
    }

    public String textX() {
      return spot.textX();
    }

    public String nameY() {
      return spot.nameY();
    }

    public String factY() {
      return spot.factY();
    }
  }

  /** Where a node and its texts are. */
  public record Spot(String x, String y, String width, String textX, String nameY, String factY) {}
}
