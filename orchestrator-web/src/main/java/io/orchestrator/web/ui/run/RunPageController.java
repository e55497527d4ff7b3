package io.orchestrator.web.ui.run;

import io.orchestrator.store.Snapshot;
import io.orchestrator.web.ui.parts.AuditAsk;
import io.orchestrator.web.ui.parts.AuditReader;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of one run. */
@Controller
@RequestMapping("/dags/{dagId}/runs/{runId}")
final class RunPageController {
  private final PageReads pages;
  private final RunReader reader;

  RunPageController(PageReads pages, RunReader reader) {
    this.pages = pages;
    this.reader = reader;
  }

  @GetMapping
  String run(@PathVariable String dagId, @PathVariable String runId, Moments moments, Model model) {
    model.addAttribute("live", "run");
    model.addAttribute("liveDag", dagId);
    model.addAttribute("liveRun", runId);
    model.addAttribute(
        "page",
        pages.read(model, moments, (snapshot, now) -> reader.run(snapshot, dagId, runId, now)));
    return "run";
  }

  @GetMapping("/graph")
  String graph(@PathVariable String dagId, @PathVariable String runId) {
    return "redirect:" + Links.dag(dagId) + "?run=" + Links.value(runId);
  }

  @GetMapping("/events")
  String events(
      @PathVariable String dagId,
      @PathVariable String runId,
      @RequestParam Map<String, String> fields,
      Moments moments,
      Model model) {
    AuditAsk ask = new AuditAsk(fields);
    model.addAttribute(
        "page",
        pages.read(model, moments, (snapshot, now) -> events(snapshot, dagId, runId, ask, now)));
    return "run-events";
  }

  private static RunEventsView events(
      Snapshot snapshot, String dagId, String runId, AuditAsk ask, Moments now) {
    String title = RunsReader.title(RunReader.row(snapshot, dagId, runId).run(), now);
    String href = Links.run(dagId, runId);
    List<LinkView> crumbs =
        List.of(
            new LinkView("DAGs", "/dags"),
            new LinkView(dagId, Links.dag(dagId)),
            new LinkView(title, href));
    return new RunEventsView(
        title, href, crumbs, AuditReader.read(snapshot, dagId, runId, ask, href + "/events", now));
  }
}
