package io.orchestrator.web.ui.run;

import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.text.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a question is about: a run or a task instance of it.
 *
 * @param taskId absent for the run
 * @param mapIndex −1 when not mapped
 */
record Subject(String dagId, String runId, @Nullable String taskId, int mapIndex) {

  /**
   * @throws IllegalArgumentException when the map index is no number
   */
  static Subject of(Map<String, String> path) {
    String index = path.get("mapIndex");
    return new Subject(
        Objects.requireNonNull(path.get("dagId")),
        Objects.requireNonNull(path.get("runId")),
        path.get("taskId"),
        index == null ? -1 : Integer.parseInt(index));
  }

  String href() {
    return taskId == null ? Links.run(dagId, runId) : Links.task(dagId, runId, taskId, mapIndex);
  }

  /** States it can be marked as. */
  List<String> marks() {
    return taskId == null ? List.of("success", "failed") : List.of("success", "failed", "skipped");
  }

  List<LinkView> crumbs() {
    List<LinkView> crumbs = new ArrayList<>();
    crumbs.add(new LinkView("DAGs", "/dags"));
    crumbs.add(new LinkView(dagId, Links.dag(dagId)));
    crumbs.add(new LinkView(runId, Links.run(dagId, runId)));
    if (taskId != null) {
      crumbs.add(new LinkView(taskId, href()));
    }
    return crumbs;
  }
}
