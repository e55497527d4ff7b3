package io.orchestrator.web.ui.dags;

import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.text.Moments;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of DAGs. */
@Controller
final class DagListController {
  private final PageReads pages;

  DagListController(PageReads pages) {
    this.pages = pages;
  }

  @GetMapping("/dags")
  String dags(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String paused,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String tag,
      @RequestParam(defaultValue = "0") int from,
      Moments moments,
      Model model) {
    var filter = new DagsView.Filter(q.trim(), paused, state, tag);
    model.addAttribute("live", "all");
    int first = Math.max(0, from);
    model.addAttribute(
        "page",
        pages.read(
            model, moments, (snapshot, now) -> DagListReader.read(snapshot, filter, first, now)));
    return "dags";
  }
}
