package io.orchestrator.web.ui.dags;

import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.NextRun;
import io.orchestrator.web.ui.svg.RunBars;
import io.orchestrator.web.ui.text.StateView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of DAGs.
 *
 * @param states what "latest run" can be filtered by
 */
public record DagsView(
    List<DagListRow> rows,
    Filter filter,
    List<String> tags,
    List<StateView> states,
    String count,
    String foot,
    @Nullable String moreHref) {

  /** The filters of the address; empty parts do not filter. */
  public record Filter(String q, String paused, String state, String tag) {
    public boolean any() {
      return !(q.isEmpty() && paused.isEmpty() && state.isEmpty() && tag.isEmpty());
    }
  }

  /** One DAG. */
  public record DagListRow(
      Names names, Schedule schedule, Runs runs, NextRun next, boolean paused) {}

  /** What a DAG is called. */
  public record Names(String dagId, String href, List<LinkView> tags) {}

  /** When a DAG runs. */
  public record Schedule(String text, String zone) {}

  /** A DAG's runs; {@code latest} is absent before the first. */
  public record Runs(
      @Nullable Latest latest, String took, List<RunBars.Bar> bars, List<Count> counts) {}

  /** The latest run. */
  public record Latest(StateView state, String href, String sub) {}

  /** How many runs are in a state. */
  public record Count(StateView state, String count, String href, String title) {}
}
