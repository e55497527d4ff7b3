package io.orchestrator.web.ui.task;

import io.orchestrator.web.ui.parts.FactView;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.TaskName;
import io.orchestrator.web.ui.parts.WhyView;
import io.orchestrator.web.ui.svg.RunBars;
import io.orchestrator.web.ui.text.StateView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One task instance. */
public record TaskView(
    Head head,
    List<FactView> facts,
    String tab,
    LogView log,
    Handed handed,
    List<FactView> details,
    Side side) {

  /** Names, addresses and state. */
  public record Head(
      String dagId,
      String taskId,
      TaskName name,
      LinkView run,
      String href,
      StateView state,
      int downstream) {}

  /** What stands beside every tab. */
  public record Side(@Nullable WhyView why, List<Try> tries, List<Note> notes, History history) {}

  /** What went in and came out. */
  public record Handed(List<Template> templates, List<XCom> xcoms) {}

  /** Its last runs; {@code usually} is absent without any. */
  public record History(@Nullable String usually, List<RunBars.Bar> bars) {}

  /** One try. */
  public record Try(
      int number, StateView state, String took, String text, String href, boolean current) {}

  /** A template field; the value is absent before the first try. */
  public record Template(String field, String template, @Nullable String value) {}

  /** A value handed on. */
  public record XCom(String key, String value, String at) {}

  /** A card that an operator left, such as a query's. */
  public record Note(String title, @Nullable String href, List<FactView> facts) {}

  public List<LinkView> crumbs() {
    String runHref = head.run().href();
    String dagHref = runHref.substring(0, runHref.indexOf("/runs/"));
    return List.of(
        new LinkView("DAGs", "/dags"),
        new LinkView(head.dagId(), dagHref),
        head.run(),
        new LinkView(head.taskId(), head.href()));
  }

  /** States a person can set. */
  public List<StateView> marks() {
    return List.of(
        new StateView("success", "Success"),
        new StateView("failed", "Failed"),
        new StateView("skipped", "Skipped"));
  }
}
