package io.orchestrator.web.ui.dag;

import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.ProblemView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Head and tabs of every page of a DAG. */
public record DagHeadView(
    String dagId,
    String href,
    List<LinkView> tags,
    String schedule,
    String next,
    String nextSub,
    @Nullable String usually,
    String owner,
    String version,
    String loaded,
    boolean paused,
    boolean stale,
    String runs,
    List<ProblemView> problems,
    List<ProblemView> warnings) {

  public List<LinkView> crumbs() {
    return List.of(new LinkView("DAGs", "/dags"), new LinkView(dagId, href));
  }

  public String triggerHref() {
    return href + "/trigger";
  }

  public String pauseAction() {
    return href + "/pause";
  }
}
