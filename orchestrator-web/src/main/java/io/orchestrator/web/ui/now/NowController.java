package io.orchestrator.web.ui.now;

import io.orchestrator.store.DagStore.ImportProblem;
import io.orchestrator.store.Snapshot;
import io.orchestrator.web.ui.parts.ProblemView;
import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.text.Moments;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page, and what does not load. */
@Controller
final class NowController {
  private final PageReads pages;
  private final NowReader reader;

  NowController(PageReads pages, NowReader reader) {
    this.pages = pages;
    this.reader = reader;
  }

  @GetMapping("/")
  String now(Moments moments, Model model) {
    model.addAttribute("live", "all");
    model.addAttribute("page", pages.read(model, moments, reader::read));
    return "now";
  }

  @GetMapping("/import-errors")
  String importErrors(Moments moments, Model model) {
    model.addAttribute("page", pages.read(model, moments, NowController::problems));
    return "import-errors";
  }

  private static ImportErrorsView problems(Snapshot snapshot, Moments moments) {
    List<ImportProblem> problems = snapshot.tx().dags().importProblems();
    List<ImportProblem> warnings = snapshot.tx().dags().loadWarnings();
    return new ImportErrorsView(
        lede(problems.size()),
        problems.stream().map(p -> ProblemView.of(p, moments)).toList(),
        warnings.stream().map(p -> ProblemView.of(p, moments)).toList());
  }

  private static String lede(int problems) {
    if (problems == 0) {
      return "Every file loads.";
    }
    String files = problems == 1 ? "1 problem" : problems + " problems";
    return files + ". Where a file loaded before, its last good version keeps running.";
  }
}
