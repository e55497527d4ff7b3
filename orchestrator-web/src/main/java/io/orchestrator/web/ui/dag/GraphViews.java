package io.orchestrator.web.ui.dag;

import io.orchestrator.model.DagVersion;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.TaskState;
import io.orchestrator.web.ui.svg.GraphLayouts;
import io.orchestrator.web.ui.svg.GraphPaths;
import io.orchestrator.web.ui.svg.GraphShape;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.NodeName;
import io.orchestrator.web.ui.text.StateView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the graph of a version, with the states of one run when there is one. */
@Component
record GraphViews(GraphLayouts layouts) {
  /**
   * What a node says.
   *
   * @param fact its second line
   */
  record Shown(TaskState state, String fact) {}

  /**
   * @param runId absent when no run is shown
   * @param shown state and fact by task id
   */
  GraphView view(DagVersion version, @Nullable String runId, Map<String, Shown> shown) {
    String label = "Graph of " + version.dagId() + (runId == null ? "" : ", run " + runId);
    int tasks = version.model().tasks().size();
    Optional<GraphShape> shape = layouts.of(version);
    if (shape.isEmpty()) {
      return new GraphView(
          label, tasks, true, new GraphView.Size("0", "0"), List.of(), List.of(), List.of());
    }
    GraphShape drawn = shape.get();
    Map<String, TaskModel> models =
        version.model().tasks().stream()
            .collect(Collectors.toMap(TaskModel::taskId, Function.identity()));
    return new GraphView(
        label,
        tasks,
        false,
        new GraphView.Size(GraphPaths.number(drawn.width()), GraphPaths.number(drawn.height())),
        drawn.frames().stream().map(GraphViews::frame).toList(),
        drawn.routes().stream().map(route -> edge(route, shown)).toList(),
        drawn.boxes().stream()
            .map(box -> node(box, models.get(box.id()), version.dagId(), runId, shown))
            .toList());
  }

  private static GraphView.Frame frame(GraphShape.Frame f) {
    return new GraphView.Frame(
        NodeName.last(f.id()),
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

  private static GraphView.Node node(
      GraphShape.Box box,
      @Nullable TaskModel task,
      String dagId,
      @Nullable String runId,
      Map<String, Shown> shown) {
    Shown now = shown.get(box.id());
    String operator = task == null ? "" : task.operator();
    String fact = now == null || now.fact().isEmpty() ? operator : now.fact();
    String name = NodeName.of(box.id(), task == null ? null : task.group());
    String hot = now != null && hot(now.state()) ? now.state().wireName() : "";
    return new GraphView.Node(
        runId == null ? Links.dag(dagId) + "/details" : Links.task(dagId, runId, box.id(), -1),
        name,
        box.id() + ", " + (now == null ? fact : StateView.of(now.state()).word() + ", " + fact),
        look(box, now),
        new GraphView.Fact(fact, hot.isEmpty() ? "" : "w " + hot),
        spot(box, now == null));
  }

  private static GraphView.Look look(GraphShape.Box box, @Nullable Shown now) {
    return now == null
        ? new GraphView.Look("", "none", "")
        : new GraphView.Look(
            css(now.state()),
            now.state().wireName(),
            GraphPaths.glyph(now.state(), box.x() + 8, box.y() + 6));
  }

  private static GraphView.Spot spot(GraphShape.Box box, boolean plain) {
    return new GraphView.Spot(
        GraphPaths.number(box.x()),
        GraphPaths.number(box.y()),
        GraphPaths.number(box.width()),
        GraphPaths.number(box.x() + (plain ? 14 : 31)),
        GraphPaths.number(box.y() + 17.5),
        GraphPaths.number(box.y() + 32));
  }

  private static boolean hot(TaskState state) {
    return state == TaskState.FAILED || state == TaskState.UP_FOR_RETRY;
  }

  private static String css(TaskState state) {
    if (hot(state)) {
      return "hot " + state.wireName();
    }
    return state == TaskState.NONE ? "pend" : "";
  }
}
