package io.orchestrator.web.ui.run;

import io.orchestrator.web.ui.parts.FactView;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.text.Percent;
import io.orchestrator.web.ui.text.StateView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run: a sentence, and its tasks over time.
 *
 * @param leftOut says that there are tasks which the page does not have; empty when it has all
 */
public record RunView(
    Head head,
    List<FactView> facts,
    String lede,
    String ledeRest,
    Progress progress,
    List<Tick> ticks,
    @Nullable String nowX,
    List<Row> rows,
    String leftOut,
    @Nullable String failure,
    @Nullable String conf,
    @Nullable String note) {

  /** Names and addresses. */
  public record Head(String dagId, String runId, String title, String href, StateView state) {}

  /** How far it is. */
  public record Progress(int done, int total, int failed) {}

  public List<LinkView> crumbs() {
    String dagHref = head.href().substring(0, head.href().indexOf("/runs/"));
    return List.of(
        new LinkView("DAGs", "/dags"),
        new LinkView(head.dagId(), dagHref),
        new LinkView(head.title(), head.href()));
  }

  public String dagId() {
    return head.dagId();
  }

  public String runId() {
    return head.runId();
  }

  public String title() {
    return head.title();
  }

  public String href() {
    return head.href();
  }

  public String graphHref() {
    return head.href() + "/graph";
  }

  public StateView state() {
    return head.state();
  }

  public int done() {
    return progress.done();
  }

  public int total() {
    return progress.total();
  }

  public int failedTasks() {
    return progress.failed();
  }

  public String percent() {
    return Percent.of(progress.done(), progress.total());
  }

  public List<String> lines() {
    return ticks.stream().filter(t -> !t.now()).map(Tick::x).toList();
  }

  /** A mark of the time axis. */
  public record Tick(String x, String text, String anchor, boolean now) {}

  /** A stretch of a task's time, in percent of the axis. */
  public record Bar(String css, boolean line, String x, String width, String end) {}

  /**
   * One task instance.
   *
   * @param prefix its group, with the dot
   * @param why why it does not go on, empty when it does or is done
   */
  public record Row(
      String key,
      String prefix,
      String name,
      String href,
      StateView state,
      String tries,
      String took,
      String why,
      List<Bar> bars) {

    public String label() {
      return prefix + name;
    }

    public String aria() {
      return label() + ": " + state.word() + " " + took;
    }
  }
}
