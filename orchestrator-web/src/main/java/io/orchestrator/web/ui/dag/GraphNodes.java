package io.orchestrator.web.ui.dag;

import io.orchestrator.model.TaskModel;
import io.orchestrator.run.TaskState;
import io.orchestrator.web.ui.svg.GraphFold;
import io.orchestrator.web.ui.svg.GraphPaths;
import io.orchestrator.web.ui.svg.GraphShape;
import io.orchestrator.web.ui.svg.GridSvg;
import io.orchestrator.web.ui.svg.ShortName;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.StateView;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the nodes of a graph.
 *
 * @param found id of the task that was looked for; empty for none
 */
record GraphNodes(String dagId, GraphViews.GraphAsk ask, String found) {

  GraphView.Node node(GraphShape.Box box, GraphFold.Node node) {
    Optional<GraphViews.Shown> now = shown(node);
    TaskModel first = node.tasks().get(0);
    String fact =
        now.map(GraphViews.Shown::fact).filter(f -> !f.isEmpty()).orElse(first.operator());
    String hot = now.filter(s -> hot(s.state())).map(s -> s.state().wireName()).orElse("");
    String state = now.map(s -> StateView.of(s.state()).word() + ", ").orElse("");
    String id = node.folded() ? node.name() : node.id();
    return new GraphView.Node(
        href(node),
        id,
        ShortName.of(node.name()),
        id + ", " + state + fact,
        look(box, now, !node.folded() && node.id().equals(found) ? " found" : ""),
        new GraphView.Fact(fact, hot.isEmpty() ? "" : "w " + hot),
        spot(box, now.isEmpty()));
  }

  private String href(GraphFold.Node node) {
    String runId = ask.runId();
    if (node.folded()) {
      return ask.href(dagId, node.id());
    }
    return runId == null ? Links.dag(dagId) + "/details" : Links.task(dagId, runId, node.id(), -1);
  }

  private Optional<GraphViews.Shown> shown(GraphFold.Node node) {
    if (!node.folded()) {
      return Optional.ofNullable(ask.shown().get(node.id()));
    }
    List<TaskState> states =
        node.tasks().stream()
            .map(task -> ask.shown().get(task.taskId()))
            .filter(Objects::nonNull)
            .map(GraphViews.Shown::state)
            .toList();
    TaskState worst = GridSvg.summary(states).orElse(TaskState.NONE);
    long count = states.stream().filter(s -> s == worst).count();
    String tasks = node.tasks().size() + (node.tasks().size() == 1 ? " task" : " tasks");
    String word = StateView.of(worst).word().toLowerCase(Locale.ROOT);
    boolean calm = states.isEmpty() || worst == TaskState.SUCCESS || worst == TaskState.NONE;
    return Optional.of(
        new GraphViews.Shown(worst, calm ? tasks : tasks + ", " + count + " " + word));
  }

  private static GraphView.Look look(
      GraphShape.Box box, Optional<GraphViews.Shown> now, String found) {
    return now.map(GraphViews.Shown::state)
        .map(
            state ->
                new GraphView.Look(
                    css(state) + found,
                    state.wireName(),
                    GraphPaths.glyph(state, box.x() + 8, box.y() + 6)))
        .orElse(new GraphView.Look(found.strip(), "none", ""));
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
    return state == TaskState.NONE ? "pend none" : state.wireName();
  }
}
