package io.orchestrator.web.ui.run;

import io.orchestrator.web.ui.parts.ChoiceView;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.TaskName;
import io.orchestrator.web.ui.text.StateView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two runs of a DAG beside each other.
 *
 * @param lede how much differs; says so when there is nothing to compare with
 * @param with the other run; absent when there is none
 */
public record CompareView(
    RunView.Head head,
    String lede,
    RunView.@Nullable Head with,
    Other other,
    List<Fact> facts,
    List<Row> rows) {

  /**
   * What else can be compared.
   *
   * @param runs to choose from; the address of each is its id
   * @param all the page with all rows; the one with those that differ is shown when it is not
   *     current
   */
  public record Other(List<ChoiceView> runs, ChoiceView all, ChoiceView differing) {}

  /** A value of both runs. */
  public record Fact(String name, String one, String other, boolean differs) {}

  /**
   * A task of both runs.
   *
   * @param more how much longer or shorter the first run's took; empty when nobody can say
   */
  public record Row(TaskName task, Side one, Side other, String more, boolean differs) {
    public List<Side> sides() {
      return List.of(one, other);
    }
  }

  /**
   * A task in one of the runs.
   *
   * @param href absent when the run does not have it
   * @param width of its bar, in percent of the longest
   */
  public record Side(@Nullable String href, StateView state, String took, String width) {}

  public List<LinkView> crumbs() {
    String dagHref = head.href().substring(0, head.href().indexOf("/runs/"));
    return List.of(
        new LinkView("DAGs", "/dags"),
        new LinkView(head.dagId(), dagHref),
        new LinkView(head.title(), head.href()));
  }

  /** The rows that are shown. */
  public List<Row> shown() {
    return other.differing().current() ? rows.stream().filter(Row::differs).toList() : rows;
  }
}
