package io.orchestrator.web.ui.run;

import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.UndoPlan;
import io.orchestrator.scheduler.Undo;
import io.orchestrator.scheduler.UndoResult;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.shell.ShellAdvice;
import io.orchestrator.web.ui.shell.UndoOffers;
import io.orchestrator.web.ui.text.Back;
import io.orchestrator.web.ui.text.Links;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes the last order about a run, or several, back, and says what could not be given back. */
@Controller
final class UndoController {
  private static final int MOST_NAMES = 5;
  private final Undo undo;
  private final UndoOffers offers;

  UndoController(Undo undo, UndoOffers offers) {
    this.undo = undo;
    this.offers = offers;
  }

  @PostMapping("/dags/{dagId}/runs/{runId}/undo")
  String undo(
      @PathVariable String dagId,
      @PathVariable String runId,
      @RequestParam UUID order,
      @RequestParam(defaultValue = "1") int runs,
      @RequestParam(defaultValue = "") String back,
      Principal user,
      RedirectAttributes redirect) {
    UndoResult result = undo.undo(dagId, order, user.getName());
    redirect.addFlashAttribute(
        ShellAdvice.FLASH,
        result instanceof UndoResult.Undone undone
            ? said(List.copyOf(undone.plans().values()), runs)
            : offers.tooLate());
    return Back.redirect(back, Links.run(dagId, runId));
  }

  /**
   * @param runs how many the order was about
   */
  private static String said(List<UndoPlan> plans, int runs) {
    int back = plans.stream().mapToInt(plan -> plan.tasks().size()).sum();
    String given =
        back == 0
            ? "Undone."
            : "Undone: "
                + Counts.of(back, "task")
                + Counts.are(back, " is as it was./ are as they were.");
    return given + ends(plans) + lost(plans) + left(runs - plans.size());
  }

  private static String ends(List<UndoPlan> plans) {
    List<RunState> states =
        plans.stream().flatMap(plan -> plan.run().stream()).map(RunTransition::to).toList();
    int ended = (int) states.stream().filter(RunState::finished).count();
    int queued = states.size() - ended;
    String runs = plans.size() == 1 ? " The run " : " " + Counts.of(ended, "run") + " ";
    return (ended == 0 ? "" : runs + Counts.are(ended, "has its end again./have their ends again."))
        + (queued == 0
            ? ""
            : (plans.size() == 1 ? " The run " : " " + Counts.of(queued, "run") + " ")
                + Counts.are(queued, "queues again./queue again."));
  }

  private static String left(int runs) {
    return runs <= 0
        ? ""
        : " "
            + Counts.of(runs, "run")
            + Counts.are(runs, " stays as it is/ stay as they are")
            + ": another order followed.";
  }

  private static String lost(List<UndoPlan> plans) {
    List<TaskInstance> tasks = plans.stream().flatMap(plan -> plan.lost().stream()).toList();
    int lost = tasks.size();
    if (lost == 0) {
      return "";
    }
    String names =
        tasks.stream().limit(MOST_NAMES).map(TaskRows::name).collect(Collectors.joining(", "));
    String more = lost > MOST_NAMES ? " and " + (lost - MOST_NAMES) + " more" : "";
    return " Not given back, for a worker had "
        + Counts.are(lost, "it/them")
        + ": "
        + names
        + more
        + ".";
  }
}
