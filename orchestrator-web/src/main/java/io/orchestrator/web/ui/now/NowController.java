package io.orchestrator.web.ui.now;

import io.orchestrator.store.DagStore.ImportProblem;
import io.orchestrator.store.Store;
import io.orchestrator.web.ui.parts.ProblemView;
import io.orchestrator.web.ui.text.Moments;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page, and what does not load. */
@Controller
final class NowController {
  private final NowReader reader;
  private final Store store;

  NowController(NowReader reader, Store store) {
    this.reader = reader;
    this.store = store;
  }

  @GetMapping("/")
  String now(Moments moments, Model model) {
    model.addAttribute("live", "all");
    model.addAttribute("page", reader.read(moments));
    return "now";
  }

  @GetMapping("/import-errors")
  String importErrors(Moments moments, Model model) {
    List<ImportProblem> problems = store.transact(tx -> tx.dags().importProblems());
    List<ImportProblem> warnings = store.transact(tx -> tx.dags().loadWarnings());
    model.addAttribute(
        "page",
        new ImportErrorsView(
            lede(problems.size()),
            problems.stream().map(p -> ProblemView.of(p, moments)).toList(),
            warnings.stream().map(p -> ProblemView.of(p, moments)).toList()));
    return "import-errors";
  }

  private static String lede(int problems) {
    if (problems == 0) {
      return "Every file loads.";
    }
    String files = problems == 1 ? "1 problem" : problems + " problems";
    return files + ". Where a file loaded before, its last good version keeps running.";
  }
}
