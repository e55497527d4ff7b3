package io.orchestrator.web.ui.runs;

import io.orchestrator.web.ui.parts.AuditAsk;
import io.orchestrator.web.ui.parts.AuditReader;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.text.Moments;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Runs and audit entries of all DAGs. */
@Controller
final class RunsController {
  private final PageReads pages;

  RunsController(PageReads pages) {
    this.pages = pages;
  }

  @GetMapping("/dag_runs")
  String runs(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(required = false) @Nullable Long before,
      Moments moments,
      Model model) {
    model.addAttribute("live", "all");
    model.addAttribute(
        "page",
        pages.read(
            model,
            moments,
            (snapshot, now) ->
                RunsReader.read(snapshot, Optional.empty(), state, before, "/dag_runs", now)));
    return "runs";
  }

  @GetMapping("/events")
  String events(@RequestParam Map<String, String> fields, Moments moments, Model model) {
    AuditAsk ask = new AuditAsk(fields);
    model.addAttribute(
        "page",
        pages.read(
            model,
            moments,
            (snapshot, now) -> AuditReader.read(snapshot, null, null, ask, "/events", now)));
    return "events";
  }
}
