package io.orchestrator.web.ui.run;

import io.orchestrator.store.RunRow;
import io.orchestrator.web.ui.parts.AuditAsk;
import io.orchestrator.web.ui.parts.AuditReader;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.RunsReader;
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
  private final RunReader reader;
  private final AuditReader audit;

  RunPageController(RunReader reader, AuditReader audit) {
    this.reader = reader;
    this.audit = audit;
  }

  @GetMapping
  String run(@PathVariable String dagId, @PathVariable String runId, Moments moments, Model model) {
    model.addAttribute("live", "run");
    model.addAttribute("liveDag", dagId);
    model.addAttribute("liveRun", runId);
    model.addAttribute("page", reader.run(dagId, runId, moments));
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
    RunRow row = reader.row(dagId, runId);
    String title = RunsReader.title(row.run(), moments);
    String href = Links.run(dagId, runId);
    List<LinkView> crumbs =
        List.of(
            new LinkView("DAGs", "/dags"),
            new LinkView(dagId, Links.dag(dagId)),
            new LinkView(title, href));
    model.addAttribute(
        "page",
        new RunEventsView(
            title,
            href,
            crumbs,
            audit.read(dagId, runId, new AuditAsk(fields), href + "/events", moments)));
    return "run-events";
  }
}
