package io.orchestrator.web.ui.dag;

import io.orchestrator.web.ui.shell.Choice;
import io.orchestrator.web.ui.svg.GraphDirection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * How a graph is looked at.
 *
 * @param open what is not to be folded
 * @param find part of the id of a task that is looked for; empty for none
 */
record GraphLook(Set<String> open, GraphDirection direction, String find) {
  private static final Choice DIRECTION = new Choice("orchestrator_graph", GraphDirection.names());

  /** As the address says; the direction as it was chosen last where the address does not say. */
  static GraphLook of(MultiValueMap<String, String> query, NativeWebRequest web) {
    // As they are: an id may have a comma in it, where a list would be split.
    Set<String> open = new LinkedHashSet<>(query.getOrDefault("open", List.of()));
    return new GraphLook(
        open,
        GraphDirection.valueOf(DIRECTION.of(query.getFirst("dir"), web)),
        Objects.requireNonNullElse(query.getFirst("find"), "").strip());
  }
}
