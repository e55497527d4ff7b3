package io.orchestrator.web.ui.dag;

import io.orchestrator.model.DagVersion;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.TaskState;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.svg.GraphDirection;
import io.orchestrator.web.ui.svg.GraphFold;
import io.orchestrator.web.ui.svg.GraphLayouts;
import io.orchestrator.web.ui.svg.GraphPaths;
import io.orchestrator.web.ui.svg.GraphShape;
import io.orchestrator.web.ui.svg.ShortName;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.NodeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the graph of a version, with the states of one run when there is one. */
@Component
record GraphViews(GraphLayouts layouts) {
  private static final int MOST_FAILED = 3;

  /**
   * What a node says.
   *
   * @param fact its second line
   */
  record Shown(TaskState state, String fact) {}

  /**
   * What is asked for.
   *
   * @param runId absent when no run is shown
   * @param shown state and fact by task id
   */
  record GraphAsk(@Nullable String runId, Map<String, Shown> shown, GraphLook look) {
    /** The page with one more place unfolded. */
    String href(String dagId, String more) {
      return folded(dagId) + opened() + "&open=" + Links.value(more);
    }

    /** The page in another direction. */
    String href(String dagId, GraphDirection direction) {
      String find = look.find().isEmpty() ? "" : "&find=" + Links.value(look.find());
      return folded(dagId) + opened() + find + "&dir=" + direction;
    }

    private String opened() {
      return look.open().stream()
          .map(id -> "&open=" + Links.value(id))
          .collect(Collectors.joining());
    }

    GraphAsk opening(Set<String> open) {
      return new GraphAsk(
          runId, shown, new GraphLook(Set.copyOf(open), look.direction(), look.find()));
    }

    private String folded(String dagId) {
      return Links.dag(dagId) + "?run=" + (runId == null ? "" : Links.value(runId));
    }
  }

  GraphView view(DagVersion version, GraphAsk asked) {
    String runId = asked.runId();
    String label = "Graph of " + version.dagId() + (runId == null ? "" : ", run " + runId);
    GraphFind find = GraphFind.of(version.model(), asked.look());
    GraphAsk ask = asked.opening(find.open());
    GraphFold fold = GraphFold.of(version.model(), find.open());
    Optional<GraphShape> shape = layouts.of(version, fold, ask.look().direction());
    GraphView.Head head = head(version, fold, shape.isEmpty(), ask, find);
    if (shape.isEmpty()) {
      return new GraphView(
          label, head, new GraphView.Size("0", "0"), List.of(), List.of(), List.of());
    }
    GraphShape drawn = shape.get();
    Map<String, GraphFold.Node> known =
        fold.nodes().stream().collect(Collectors.toMap(GraphFold.Node::id, Function.identity()));
    GraphNodes nodes = new GraphNodes(version.dagId(), ask, find.found());
    return new GraphView(
        label,
        head,
        new GraphView.Size(GraphPaths.number(drawn.width()), GraphPaths.number(drawn.height())),
        drawn.frames().stream().map(GraphViews::frame).toList(),
        drawn.routes().stream().map(route -> edge(route, ask.shown())).toList(),
        drawn.boxes().stream()
            .flatMap(box -> Stream.ofNullable(known.get(box.id())).map(n -> nodes.node(box, n)))
            .toList());
  }

  private static GraphView.Head head(
      DagVersion version, GraphFold fold, boolean tooLarge, GraphAsk ask, GraphFind find) {
    String runId = ask.runId();
    List<String> all =
        version.model().tasks().stream()
            .map(TaskModel::taskId)
            .filter(id -> runId != null && state(ask, id) == TaskState.FAILED)
            .toList();
    List<LinkView> failed =
        all.stream()
            .limit(MOST_FAILED)
            .map(id -> new LinkView(id, Links.task(version.dagId(), String.valueOf(runId), id, -1)))
            .toList();
    boolean folded = fold.nodes().stream().anyMatch(GraphFold.Node::folded);
    return new GraphView.Head(
        version.model().tasks().size(),
        tooLarge,
        failed,
        all.size() - failed.size(),
        ask.look().open().isEmpty() ? null : ask.folded(version.dagId()),
        folded ? ask.href(version.dagId(), GraphFold.EVERYTHING) : null,
        tools(version.dagId(), ask, find));
  }

  private static GraphView.Tools tools(String dagId, GraphAsk ask, GraphFind find) {
    String runId = ask.runId();
    return new GraphView.Tools(
        new GraphView.Find(
            Links.dag(dagId),
            runId == null ? "" : runId,
            ask.look().find(),
            List.copyOf(ask.look().open()),
            find.words()),
        Stream.of(GraphDirection.values())
            .map(
                d ->
                    new GraphView.Way(
                        d.arrow(), d.words(), ask.href(dagId, d), d == ask.look().direction()))
            .toList());
  }

  private static @Nullable TaskState state(GraphAsk ask, String taskId) {
    Shown shown = ask.shown().get(taskId);
    return shown == null ? null : shown.state();
  }

  private static GraphView.Frame frame(GraphShape.Frame f) {
    return new GraphView.Frame(
        ShortName.of(NodeName.last(f.id())),
        f.id(),
        GraphPaths.number(f.x()),
        GraphPaths.number(f.y()),
        GraphPaths.number(f.width()),
        GraphPaths.number(f.height()),
        GraphPaths.number(f.x() + 10),
        GraphPaths.number(f.y() + 16));
  }

  private static GraphView.Edge edge(GraphShape.Route route, Map<String, Shown> shown) {
    Shown target = shown.get(route.to());
    boolean off =
        target != null
            && (target.state() == TaskState.SKIPPED || target.state() == TaskState.UPSTREAM_FAILED);
    return new GraphView.Edge(
        off ? "off" : "",
        GraphPaths.line(route.points()),
        GraphPaths.arrow(route.points()),
        label(route));
  }

  private static GraphView.Label label(GraphShape.Route route) {
    return new GraphView.Label(
        route.label(),
        GraphPaths.number(route.labelX() - route.labelWidth() / 2),
        GraphPaths.number(route.labelY() - 8),
        GraphPaths.number(route.labelWidth()),
        GraphPaths.number(route.labelX()),
        GraphPaths.number(route.labelY() + 4));
  }
}
