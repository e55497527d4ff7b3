package io.orchestrator.web.ui.dag;

import io.orchestrator.web.ui.parts.FactView;
import java.util.List;

/** All settings of a DAG and its tasks. */
public record DagDetailsView(
    DagHeadView head, String description, String doc, List<FactView> facts, List<Task> tasks) {

  /** One task as declared. */
  public record Task(
      String taskId,
      String operator,
      String upstream,
      String rule,
      int retries,
      String pool,
      String place) {}
}
