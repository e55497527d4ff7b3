package io.orchestrator.web.ui.run;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.scheduler.ChangedSinceException;
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

/** Mark: first the question with its exact list, then the order, if it changes no more. */
@Controller
@RequestMapping({
  "/dags/{dagId}/runs/{runId}/mark",
  "/dags/{dagId}/runs/{runId}/tasks/{taskId}/mark",
  "/dags/{dagId}/runs/{runId}/tasks/{taskId}/mapped/{mapIndex}/mark"
})
final class MarkPageController {
  private static final String STATE = "state";
  private final PageReads pages;
  private final OrdersInRuns orders;
  private final UndoOffers offers;
  private final OrderIds ids;

  MarkPageController(PageReads pages, OrdersInRuns orders, UndoOffers offers, OrderIds ids) {
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
    Subject at = Subject.of(path);
    return show(at, view(at, fields, moments, model), model);
  }

  private ConfirmView view(Subject at, Map<String, String> fields, Moments moments, Model model) {
    String back = Back.to(fields.getOrDefault("back", ""), at.href());
    ClearDialog.Given given = new ClearDialog.Given(back, RunNote.typed(fields));
    return pages.read(
        model,
        moments,
        (snapshot, now) -> {
          MarkDialog dialog = MarkDialog.of(snapshot, at, offers, now);
          String state = fields.get(STATE);
          MarkAsk ask = MarkAsk.of(at, state == null ? dialog.first() : state, fields.keySet());
          return dialog.ask(ask, given);
        });
  }

  private static String show(Subject at, ConfirmView view, Model model) {
    model.addAttribute("page", view);
    model.addAttribute("trail", at.crumbs());
    return "confirm";
  }

  @PostMapping
  String mark(
      @PathVariable Map<String, String> path,
      @RequestParam MultiValueMap<String, String> fields,
      Principal user,
      Moments moments,
      HttpServletResponse response,
      RedirectAttributes redirect,
      Model model) {
    Subject at = Subject.of(path);
    Map<String, String> given = fields.toSingleValueMap();
    MarkAsk ask = MarkAsk.of(at, String.valueOf(given.get(STATE)), given.keySet());
    // Without JavaScript something else may be chosen than the button names.
    boolean another = !ask.words().equals(given.getOrDefault("asked", ask.words()));
    if (another || fields.containsKey(ConfirmView.LOOK)) {
      return show(at, view(at, given, moments, model), model);
    }
    Answer answer = Answer.of(fields, ids, user.getName());
    try {
      MarkRuns.Wanted wanted =
          pages.read(snapshot -> MarkRuns.wanted(snapshot, ask, answer.by(), given));
      List<TaskTransition> changed = order(ask, wanted);
      String back = Back.to(answer.back(), at.href());
      int runs = at.taskId() == null ? wanted.runs().size() : ClearRuns.count(changed);
      redirect.addFlashAttribute(ShellAdvice.FLASH, said(ask, runs, changed.size()));
      if (runs > 0) {
        redirect.addFlashAttribute(ShellAdvice.UNDO, offer(at, answer, runs, back));
      }
      return "redirect:" + back;
    } catch (ChangedSinceException e) {
      response.setStatus(HttpStatus.CONFLICT.value());
      String problem = e.getMessage() + " This is the list as it is now.";
      return show(at, view(at, given, moments, model).with(problem), model);
    } catch (InvalidValueException e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(at, view(at, given, moments, model).with(String.valueOf(e.getMessage())), model);
    }
  }

  private List<TaskTransition> order(MarkAsk ask, MarkRuns.Wanted wanted) {
    return ask.at().taskId() == null
        ? orders.markRuns(wanted.runs(), ask.runEnd(), wanted.by())
        : orders.mark(wanted.runs(), wanted.tasks(), ask.task(), wanted.by());
  }

  private UndoOffer offer(Subject at, Answer answer, int runs, String back) {
    return offers.of(Links.run(at.dagId(), at.runId()) + "/undo", answer.undo(runs, back));
  }

  private static String said(MarkAsk ask, int runs, int tasks) {
    if (ask.at().taskId() == null) {
      String what = runs == 1 ? "the run" : Counts.of(runs, "run");
      String ended = tasks == 0 ? "" : ", which ended " + Counts.of(tasks, "task");
      return "Marked " + what + " as " + ask.state() + ended + ".";
    }
    String where = runs < 2 ? "" : " in " + Counts.of(runs, "run");
    return tasks == 0
        ? "Nothing to change: no task was in a state for it."
        : "Marked as " + ask.state() + ": " + Counts.of(tasks, "task") + " changed" + where + ".";
  }
}
