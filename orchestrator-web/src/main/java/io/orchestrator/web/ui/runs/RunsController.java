package io.orchestrator.web.ui.runs;

import io.orchestrator.web.ui.parts.AuditAsk;
import io.orchestrator.web.ui.parts.AuditReader;
import io.orchestrator.web.ui.parts.RunsReader;
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
  private final RunsReader runs;
  private final AuditReader audit;

  RunsController(RunsReader runs, AuditReader audit) {
    this.runs = runs;
    this.audit = audit;
  }

  @GetMapping("/dag_runs")
  String runs(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(required = false) @Nullable Long before,
      Moments moments,
      Model model) {
    model.addAttribute("live", "all");
    model.addAttribute("page", runs.read(Optional.empty(), state, before, "/dag_runs", moments));
    return "runs";
  }

  @GetMapping("/events")
  String events(@RequestParam Map<String, String> fields, Moments moments, Model model) {
    model.addAttribute("page", audit.read(null, null, new AuditAsk(fields), "/events", moments));
    return "events";
  }
}
