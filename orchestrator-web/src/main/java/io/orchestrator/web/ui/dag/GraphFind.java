package io.orchestrator.web.ui.dag;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.TaskModel;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.svg.GraphFold;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A task that is looked for in a graph.
 *
 * @param found its id; empty when none was found, or looked for
 * @param open what is not folded, so that it is seen
 * @param words what was found; empty when nothing was looked for
 */
record GraphFind(String found, Set<String> open, String words) {

  /** The task with just that id, else the first one with that text in its id. */
  static GraphFind of(DagModel model, GraphLook look) {
    if (look.find().isEmpty()) {
      return new GraphFind("", look.open(), "");
    }
    String part = look.find().toLowerCase(Locale.ROOT);
    List<String> hits =
        model.tasks().stream()
            .map(TaskModel::taskId)
            .filter(id -> id.toLowerCase(Locale.ROOT).contains(part))
            .toList();
    if (hits.isEmpty()) {
      return new GraphFind("", look.open(), "No task has that in its name.");
    }
    String found = hits.contains(look.find()) ? look.find() : hits.get(0);
    String words =
        hits.size() == 1 ? found : found + ", the first of " + Counts.of(hits.size(), "task");
    return new GraphFind(found, opened(model, look.open(), found), words);
  }

  /** Opens what the task is folded into, from the outside to the inside. */
  private static Set<String> opened(DagModel model, Set<String> open, String found) {
    Set<String> all = new LinkedHashSet<>(open);
    Optional<String> folded = folded(model, all, found);
    while (folded.isPresent() && all.add(folded.get())) {
      folded = folded(model, all, found);
    }
    return all;
  }

  private static Optional<String> folded(DagModel model, Set<String> open, String found) {
    return GraphFold.of(model, open).nodes().stream()
        .filter(GraphFold.Node::folded)
        .filter(node -> node.tasks().stream().anyMatch(task -> task.taskId().equals(found)))
        .map(GraphFold.Node::id)
        .findFirst();
  }
}
