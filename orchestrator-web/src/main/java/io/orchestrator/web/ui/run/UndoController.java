package io.orchestrator.web.ui.run;

import io.orchestrator.run.RunTransition;
import io.orchestrator.run.UndoPlan;
import io.orchestrator.scheduler.Undo;
import io.orchestrator.scheduler.UndoResult;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.shell.ShellAdvice;
import io.orchestrator.web.ui.text.Back;
import io.orchestrator.web.ui.text.Links;
import java.security.Principal;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes the last order about a run back, and says what could not be given back. */
@Controller
final class UndoController {
  private static final int MOST_NAMES = 5;
  private final Undo undo;

  UndoController(Undo undo) {
    this.undo = undo;
  }

  @PostMapping("/dags/{dagId}/runs/{runId}/undo")
  String undo(
      @PathVariable String dagId,
      @PathVariable String runId,
      @RequestParam UUID order,
      @RequestParam(defaultValue = "") String back,
      Principal user,
      RedirectAttributes redirect) {
    UndoResult result = undo.undo(dagId, runId, order, user.getName());
    redirect.addFlashAttribute(
        ShellAdvice.FLASH,
        result instanceof UndoResult.Undone undone
            ? said(undone.plan())
            : "Too late to undo: more than 10 s have passed, or another order followed."
                + " Nothing was changed.");
    return Back.redirect(back, Links.run(dagId, runId));
  }

  private static String said(UndoPlan plan) {
    int back = plan.tasks().size();
    String run =
        plan.run()
            .map(RunTransition::to)
            .map(
                state ->
                    state.finished() ? " The run has its end again." : " The run queues again.")
            .orElse("");
    String given =
        back == 0
            ? "Undone."
            : "Undone: "
                + Counts.of(back, "task")
                + Counts.are(back, " is as it was./ are as they were.");
    return given + run + lost(plan);
  }

  private static String lost(UndoPlan plan) {
    int lost = plan.lost().size();
    if (lost == 0) {
      return "";
    }
    String names =
        plan.lost().stream()
            .limit(MOST_NAMES)
            .map(TaskRows::name)
            .collect(Collectors.joining(", "));
    String more = lost > MOST_NAMES ? " and " + (lost - MOST_NAMES) + " more" : "";
    return " Not given back, for a worker had "
        + Counts.are(lost, "it/them")
        + ": "
        + names
        + more
        + ".";
  }
}
