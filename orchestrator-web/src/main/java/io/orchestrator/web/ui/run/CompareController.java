package io.orchestrator.web.ui.run;

import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.text.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A run beside another one of its DAG. */
@Controller
final class CompareController {
  private final PageReads pages;

  CompareController(PageReads pages) {
    this.pages = pages;
  }

  @GetMapping("/dags/{dagId}/runs/{runId}/compare")
  String compare(
      @PathVariable String dagId,
      @PathVariable String runId,
      @RequestParam(required = false) @Nullable String with,
      @RequestParam(defaultValue = "") String only,
      Moments moments,
      Model model) {
    model.addAttribute("live", "run");
    model.addAttribute("liveDag", dagId);
    model.addAttribute("liveRun", runId);
    model.addAttribute(
        "page",
        pages.read(
            model,
            moments,
            (snapshot, now) ->
                new CompareReader(snapshot, RunReader.row(snapshot, dagId, runId), now)
                    .read(with, only.equals("differing"))));
    return "compare";
  }
}
