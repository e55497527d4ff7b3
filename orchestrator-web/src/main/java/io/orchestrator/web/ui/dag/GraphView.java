package io.orchestrator.web.ui.dag;

import io.orchestrator.web.ui.parts.LinkView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A graph, ready to draw. All numbers are texts in pixels. */
public record GraphView(
    String label, Head head, Size size, List<Frame> frames, List<Edge> edges, List<Node> nodes) {
  /**
   * What stands above the drawing.
   *
   * @param failed the first of the tasks that failed
   * @param others how many failed beside those
   * @param foldHref the page with everything folded again; absent when nothing was opened
   * @param unfoldHref the page with every task; absent when nothing is folded
   * @param tools how it can be looked at
   */
  public record Head(
      int tasks,
      boolean tooLarge,
      List<LinkView> failed,
      int others,
      @Nullable String foldHref,
      @Nullable String unfoldHref,
      Tools tools) {}

  /** A search for a task, and other directions. */
  public record Tools(Find find, List<Way> ways) {}

  /**
   * The search.
   *
   * @param action the page
   * @param runId of the run that is shown; empty when none is
   * @param open what is not folded
   * @param words what was found; empty when nothing was looked for
   */
  public record Find(String action, String runId, String text, List<String> open, String words) {}

  /** A direction: its arrow, its name, and the page that is drawn so. */
  public record Way(String arrow, String words, String href, boolean current) {}

  /** Of the whole drawing. */
  public record Size(String width, String height) {}

  /** A group. */
  public record Frame(
      String name,
      String title,
      String x,
      String y,
      String width,
      String height,
      String textX,
      String textY) {}

  /** A dependency with its arrow and, for a branch, its label. */
  public record Edge(String css, String d, String arrow, Label label) {}

  /** A branch's word and its box; the text is empty for other edges. */
  public record Label(String text, String x, String y, String width, String textX, String textY) {}

  /**
   * A task, or several that are folded.
   *
   * @param id of the task; the name of what is folded
   */
  public record Node(
      String href, String id, String name, String title, Look look, Fact fact, Spot spot) {}

  /** How a node is drawn: by whether it wants a person, and by its state. */
  public record Look(String css, String state, String glyph) {}

  /** A node's second line. */
  public record Fact(String text, String css) {}

  /** Where a node and its texts are. */
  public record Spot(String x, String y, String width, String textX, String nameY, String factY) {}
}
