package io.orchestrator.web.ui.dag;

import io.orchestrator.web.ui.text.StateView;
import org.jspecify.annotations.Nullable;

/**
 * A DAG: grid of its runs, graph of one of them.
 *
 * @param leftOut says that the run has tasks which the graph does not know; empty when it has all
 */
public record DagView(
    DagHeadView head,
    @Nullable GridView grid,
    @Nullable ShownRun run,
    GraphView graph,
    String leftOut,
    String noRuns) {

  /** The run whose states the graph shows. */
  public record ShownRun(String title, String href, StateView state) {}
}
