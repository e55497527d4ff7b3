package io.orchestrator.web.ui.run;

import io.orchestrator.web.ui.parts.FactView;
import io.orchestrator.web.ui.parts.LedeView;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.TaskName;
import io.orchestrator.web.ui.text.Percent;
import io.orchestrator.web.ui.text.StateView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run: a sentence, and its tasks over time. */
public record RunView(
    Head head,
    List<FactView> facts,
    LedeView lede,
    Progress progress,
    Axis axis,
    List<Row> rows,
    Remarks remarks) {
  /**
   * What there is to say beside the tasks.
   *
   * @param passes what was kept when the run began again; empty for a run of one pass
   * @param failure a cause that no task is; absent when the tasks' own failures are it
   * @param leftOut says that there are tasks which the page does not have; empty when it has all
   */
  public record Remarks(
      String leftOut,
      String passes,
      @Nullable String failure,
      @Nullable String conf,
      @Nullable String note) {}

  /** The time axis. */
  public record Axis(List<Tick> ticks, List<Break> breaks) {
    /** Absent when the run has ended. */
    public @Nullable String nowX() {
      return ticks.stream().filter(Tick::now).map(Tick::x).findFirst().orElse(null);
    }

    public List<String> lines() {
      return ticks.stream().filter(t -> !t.now()).map(Tick::x).toList();
    }
  }

  /** Names and addresses. */
  public record Head(String dagId, String runId, String title, String href, StateView state) {}

  /** How far it is. */
  public record Progress(int done, int total, int failed) {
    public String percent() {
      return Percent.of(done, total);
    }
  }

  public List<LinkView> crumbs() {
    String dagHref = head.href().substring(0, head.href().indexOf("/runs/"));
    return List.of(
        new LinkView("DAGs", "/dags"),
        new LinkView(head.dagId(), dagHref),
        new LinkView(head.title(), head.href()));
  }

  /** A mark of the time axis. */
  public record Tick(String x, String text, String anchor, boolean now) {}

  /** Where a time without anything is left out, and how long it was. */
  public record Break(String x, String idle) {}

  /** A stretch of a task's time, in percent of the axis. */
  public record Bar(String css, boolean line, String x, String width, String end, Least least) {
    /** Where the few pixels begin by which a narrow bar can be seen; empty for a wide one. */
    public String leastX() {
      return least == Least.NONE ? "" : least == Least.LEFT_OF_END ? end : x;
    }

    public boolean leastLeft() {
      return least == Least.LEFT_OF_END;
    }
  }

  /** Whether a bar is so narrow that it needs a least width, and on which side of it. */
  public enum Least {
    NONE,
    RIGHT_OF_START,
    LEFT_OF_END
  }

  /**
   * One task instance.
   *
   * @param why why it does not go on, empty when it does or is done
   */
  public record Row(
      String key,
      TaskName task,
      String href,
      StateView state,
      Effort effort,
      String why,
      List<Bar> bars) {

    public String label() {
      return task.prefix() + task.name();
    }

    public String aria() {
      return label() + ": " + state.word() + " " + effort.took();
    }
  }

  /** How often a task was tried and how long it took. */
  public record Effort(String tries, String took) {}
}
