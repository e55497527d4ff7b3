package io.orchestrator.web.ui.svg;

import io.orchestrator.model.DagVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps the layouts of the last DAG structures looked at. Thread-safe. */
public final class GraphLayouts {
  /** Above this many tasks no graph is drawn; the grid is the view then. */
  public static final int MOST_TASKS = 1_500;

  private static final int KEPT = 200;

  private final Map<String, GraphShape> shapes =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, GraphShape> eldest) {
          return size() > KEPT;
        }
      };

  /** The layout of what is drawn of a version's structure; empty when it is too large to draw. */
  public Optional<GraphShape> of(DagVersion version, GraphFold fold, GraphDirection direction) {
    if (fold.nodes().size() > MOST_TASKS) {
      return Optional.empty();
    }
    String folded =
        fold.nodes().stream()
            .filter(GraphFold.Node::folded)
            .map(GraphFold.Node::id)
            .collect(Collectors.joining("\n"));
    String key =
        version.dagId() + '\n' + version.structureHash() + '\n' + direction + '\n' + folded;
    synchronized (shapes) {
      GraphShape known = shapes.get(key);
      if (known != null) {
        return Optional.of(known);
      }
    }
    GraphShape made = GraphLayout.of(fold, direction);
    synchronized (shapes) {
      shapes.put(key, made);
    }
    return Optional.of(made);
  }
}
