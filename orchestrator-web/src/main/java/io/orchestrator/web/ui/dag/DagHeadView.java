package io.orchestrator.web.ui.dag;

import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.ProblemView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Head and tabs of every page of a DAG. */
public record DagHeadView(
    Names names,
    Schedule schedule,
    Version version,
    boolean paused,
    String runs,
    List<ProblemView> problems,
    List<ProblemView> warnings) {
  /** What it is called and whose it is. */
  public record Names(String dagId, String href, List<LinkView> tags, String owner) {}

  /** When it runs and how long; {@code usually} is absent before the first success. */
  public record Schedule(String text, String next, String nextSub, @Nullable String usually) {}

  /** Its version and whether its file is still there. */
  public record Version(String number, String loaded, boolean stale) {}

  public List<LinkView> crumbs() {
    return List.of(new LinkView("DAGs", "/dags"), new LinkView(names.dagId(), names.href()));
  }

  public String triggerHref() {
    return names.href() + "/trigger";
  }

  /** Asks before it pauses or unpauses. */
  public String pauseHref() {
    return names.href() + "/pause?paused=" + !paused;
  }
}
