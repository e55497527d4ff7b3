package io.orchestrator.web.ui.run;

import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.scheduler.ChangedSinceException;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.web.ui.parts.ConfirmView;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.parts.NoSuchPage;
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
import java.util.Optional;
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

/** Mark: first the question with its exact list, then the order, if it changes no more. */
@Controller
@RequestMapping({
  "/dags/{dagId}/runs/{runId}/mark",
  "/dags/{dagId}/runs/{runId}/tasks/{taskId}/mark",
  "/dags/{dagId}/runs/{runId}/tasks/{taskId}/mapped/{mapIndex}/mark"
})
final class MarkPageController {
  private final PageReads pages;
  private final Orders orders;
  private final UndoOffers offers;
  private final OrderIds ids;

  MarkPageController(PageReads pages, Orders orders, UndoOffers offers, OrderIds ids) {
    this.pages = pages;
    this.orders = orders;
    this.offers = offers;
    this.ids = ids;
  }

  @GetMapping
  String ask(
      @PathVariable Map<String, String> path,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(defaultValue = "") String back,
      Moments moments,
      Model model) {
    Subject at = Subject.of(path);
    return show(at, view(at, state, Back.to(back, at.href()), moments, model), model);
  }

  private ConfirmView view(
      Subject at, @Nullable String state, String back, Moments moments, Model model) {
    return pages.read(
        model,
        moments,
        (snapshot, now) -> {
          String chosen = state == null ? MarkDialog.first(snapshot, at) : state;
          return MarkDialog.ask(snapshot, at, chosen, back, offers, now);
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
    String state = String.valueOf(fields.getFirst("state"));
    Answer answer = Answer.of(fields, ids, user.getName());
    String back = Back.to(answer.back(), at.href());
    // Without JavaScript another state may be chosen than the one that the button names.
    boolean another = !state.equals(fields.getOrDefault("asked", List.of(state)).get(0));
    if (another || fields.containsKey(ConfirmView.LOOK)) {
      return show(at, view(at, state, back, moments, model), model);
    }
    try {
      List<TaskTransition> changed =
          order(at, state, answer).orElseThrow(() -> NoSuchPage.run(at.dagId(), at.runId()));
      redirect.addFlashAttribute(ShellAdvice.FLASH, said(at, state, changed.size()));
      if (at.taskId() == null || !changed.isEmpty()) {
        redirect.addFlashAttribute(ShellAdvice.UNDO, offer(at, answer, back));
      }
      return "redirect:" + back;
    } catch (ChangedSinceException e) {
      response.setStatus(HttpStatus.CONFLICT.value());
      String problem = e.getMessage() + " This is the list as it is now.";
      return show(at, view(at, state, back, moments, model).with(problem), model);
    }
  }

  private Optional<List<TaskTransition>> order(Subject at, String state, Answer answer) {
    return at.taskId() == null
        ? orders.markRun(at.dagId(), at.runId(), MarkDialog.runEnd(state), answer.by())
        : orders.mark(at.dagId(), at.runId(), selection(at), MarkDialog.task(state), answer.by());
  }

  private Selection selection(Subject at) {
    return pages.read(snapshot -> MarkDialog.selection(snapshot, at));
  }

  private UndoOffer offer(Subject at, Answer answer, String back) {
    return offers.of(Links.run(at.dagId(), at.runId()) + "/undo", answer.undo(1, back));
  }

  private static String said(Subject at, String state, int count) {
    if (at.taskId() == null) {
      String tasks = count == 0 ? "" : ", which ended " + Counts.of(count, "task");
      return "Marked the run as " + state + tasks + ".";
    }
    return count == 0
        ? "Nothing to change: no task was in a state for it."
        : "Marked as " + state + ": " + Counts.of(count, "task") + " changed.";
  }
}
