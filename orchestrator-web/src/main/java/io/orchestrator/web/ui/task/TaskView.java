package io.orchestrator.web.ui.task;

import io.orchestrator.web.ui.parts.FactView;
import io.orchestrator.web.ui.parts.LinkView;
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
    @Nullable WhyView why,
    List<Try> tries,
    Handed handed,
    List<Note> notes,
    List<FactView> details,
    History history) {

  /** Names, addresses and state. */
  public record Head(
      String dagId,
      String taskId,
      String prefix,
      String name,
      String runTitle,
      String runHref,
      String href,
      StateView state,
      int downstream) {}

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
    String dagHref = head.runHref().substring(0, head.runHref().indexOf("/runs/"));
    return List.of(
        new LinkView("DAGs", "/dags"),
        new LinkView(head.dagId(), dagHref),
        new LinkView(head.runTitle(), head.runHref()),
        new LinkView(head.taskId(), head.href()));
  }

  public String taskId() {
    return head.taskId();
  }

  public String prefix() {
    return head.prefix();
  }

  public String name() {
    return head.name();
  }

  public String runTitle() {
    return head.runTitle();
  }

  public String href() {
    return head.href();
  }

  public StateView state() {
    return head.state();
  }

  public int downstream() {
    return head.downstream();
  }

  /** States a person can set. */
  public List<StateView> marks() {
    return List.of(
        new StateView("success", "Success"),
        new StateView("failed", "Failed"),
        new StateView("skipped", "Skipped"));
  }

  public List<Template> templates() {
    return handed.templates();
  }

  public List<XCom> xcoms() {
    return handed.xcoms();
  }

  public @Nullable String usually() {
    return history.usually();
  }

  public List<RunBars.Bar> bars() {
    return history.bars();
  }
}
