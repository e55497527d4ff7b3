package io.orchestrator.web.ui.run;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.scheduler.OrdersInRuns;
import io.orchestrator.web.ui.parts.ConfirmView;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.shell.ShellAdvice;
import io.orchestrator.web.ui.shell.UndoOffer;
import io.orchestrator.web.ui.shell.UndoOffers;
import io.orchestrator.web.ui.text.Back;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Clear: first the question with its exact list, then what was ticked and nothing else. */
@Controller
@RequestMapping({
  "/dags/{dagId}/runs/{runId}/clear",
  "/dags/{dagId}/runs/{runId}/tasks/{taskId}/clear",
  "/dags/{dagId}/runs/{runId}/tasks/{taskId}/mapped/{mapIndex}/clear"
})
final class ClearPageController {
  private final PageReads pages;
  private final OrdersInRuns orders;
  private final UndoOffers offers;
  private final OrderIds ids;

  ClearPageController(PageReads pages, OrdersInRuns orders, UndoOffers offers, OrderIds ids) {
    this.pages = pages;
    this.orders = orders;
    this.offers = offers;
    this.ids = ids;
  }

  @GetMapping
  String ask(
      @PathVariable Map<String, String> path,
      @RequestParam Map<String, String> fields,
      Moments moments,
      Model model) {
    return ask(Subject.of(path), fields, null, moments, model);
  }

  private String ask(
      Subject at,
      Map<String, String> fields,
      @Nullable String problem,
      Moments moments,
      Model model) {
    ClearAsk ask = ClearAsk.of(at, fields.keySet());
    String back = Back.to(fields.getOrDefault("back", ""), at.href());
    ClearDialog.Given given = new ClearDialog.Given(back, RunNote.typed(fields));
    ConfirmView view =
        pages.read(
            model,
            moments,
            (snapshot, now) -> new ClearDialog(snapshot, at, offers).ask(ask, given, now));
    model.addAttribute("page", problem == null ? view : view.with(problem));
    model.addAttribute("trail", at.crumbs());
    return "confirm";
  }

  @PostMapping
  String clear(
      @PathVariable Map<String, String> path,
      @RequestParam MultiValueMap<String, String> fields,
      Principal user,
      Moments moments,
      HttpServletResponse response,
      RedirectAttributes redirect,
      Model model) {
    Subject at = Subject.of(path);
    if (fields.containsKey(ConfirmView.LOOK)) {
      return ask(at, fields.toSingleValueMap(), null, moments, model);
    }
    Answer answer = Answer.of(fields, ids, user.getName());
    if (answer.shown().isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      String problem = "No task is ticked. Nothing was changed.";
      return ask(at, fields.toSingleValueMap(), problem, moments, model);
    }
    try {
      List<TaskTransition> cleared = order(at, answer, fields.getFirst("note"));
      String back = Back.to(answer.back(), Links.run(at.dagId(), at.runId()));
      redirect.addFlashAttribute(ShellAdvice.FLASH, said(cleared, answer.shown().size()));
      if (!cleared.isEmpty()) {
        redirect.addFlashAttribute(ShellAdvice.UNDO, offer(at, answer, cleared, back));
      }
      return "redirect:" + back;
    } catch (InvalidValueException e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return ask(at, fields.toSingleValueMap(), e.getMessage(), moments, model);
    }
  }

  private List<TaskTransition> order(Subject at, Answer answer, @Nullable String note) {
    ClearRuns.Wanted wanted = pages.read(snapshot -> ClearRuns.wanted(snapshot, at, answer, note));
    return orders.clear(wanted.runs(), Selection.exactly(answer.shown()), wanted.by());
  }

  private UndoOffer offer(Subject at, Answer answer, List<TaskTransition> cleared, String back) {
    return offers.of(
        Links.run(at.dagId(), at.runId()) + "/undo", answer.undo(ClearRuns.count(cleared), back));
  }

  private static String said(List<TaskTransition> cleared, int wanted) {
    if (cleared.isEmpty()) {
      return "Nothing to change: no task was in a state for it.";
    }
    int count = cleared.size();
    int runs = ClearRuns.count(cleared);
    String where = runs == 1 ? "" : " in " + Counts.of(runs, "run");
    String left = count < wanted ? " " + (wanted - count) + " had been cleared already." : "";
    return "Cleared " + Counts.of(count, "task") + where + "." + left;
  }
}
