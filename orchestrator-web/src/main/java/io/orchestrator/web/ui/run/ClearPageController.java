package io.orchestrator.web.ui.run;

import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.web.ui.parts.ConfirmView;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.shell.ShellAdvice;
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
  private final Orders orders;
  private final OrderIds ids;

  ClearPageController(PageReads pages, Orders orders, OrderIds ids) {
    this.pages = pages;
    this.orders = orders;
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
    ClearAsk ask = ClearAsk.of(at.taskId(), at.mapIndex(), fields);
    String back = Back.to(fields.getOrDefault("back", ""), at.href());
    ConfirmView view =
        pages.read(
            model, moments, (snapshot, now) -> new ClearDialog(snapshot, at).ask(ask, back, now));
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
    Answer answer = Answer.of(fields, ids, user.getName());
    if (answer.shown().isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      String problem = "No task is ticked. Nothing was changed.";
      return ask(at, fields.toSingleValueMap(), problem, moments, model);
    }
    List<TaskTransition> cleared =
        orders
            .clear(at.dagId(), at.runId(), Selection.exactly(answer.shown()), answer.by())
            .orElseThrow(() -> NoSuchPage.run(at.dagId(), at.runId()));
    String back = Back.to(answer.back(), Links.run(at.dagId(), at.runId()));
    redirect.addFlashAttribute(ShellAdvice.FLASH, said(cleared.size(), answer.shown().size()));
    if (!cleared.isEmpty()) {
      redirect.addFlashAttribute(ShellAdvice.UNDO, answer.undo(at.dagId(), at.runId(), back));
    }
    return "redirect:" + back;
  }

  private static String said(int cleared, int wanted) {
    if (cleared == 0) {
      return "Nothing to change: no task was in a state for it.";
    }
    String left = cleared < wanted ? " " + (wanted - cleared) + " had been cleared already." : "";
    return "Cleared " + Counts.of(cleared, "task") + "." + left;
  }
}
