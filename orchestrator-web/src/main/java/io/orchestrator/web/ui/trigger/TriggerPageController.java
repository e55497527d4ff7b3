package io.orchestrator.web.ui.trigger;

import io.orchestrator.administration.Problem;
import io.orchestrator.model.DagModel;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.TriggerRate;
import io.orchestrator.scheduler.TriggerResult;
import io.orchestrator.store.DagRow;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.shell.ShellAdvice;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
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

/** The form that starts a run. */
@Controller
@RequestMapping("/dags/{dagId}/trigger")
final class TriggerPageController {
  private final PageReads pages;
  private final Orders orders;
  private final TriggerRate rate;

  TriggerPageController(PageReads pages, Orders orders, TriggerRate rate) {
    this.pages = pages;
    this.orders = orders;
    this.rate = rate;
  }

  @GetMapping
  String form(@PathVariable String dagId, Moments moments, Model model) {
    DagRow row = row(dagId);
    TriggerForm form = TriggerForm.fresh(row.dag().version().model(), moments.now());
    return page(model, TriggerViews.of(row, form, TriggerView.Errors.NONE, moments));
  }

  private DagRow row(String dagId) {
    return pages
        .read(snapshot -> snapshot.queries().dag(dagId))
        .orElseThrow(() -> NoSuchPage.dag(dagId));
  }

  private static String page(Model model, TriggerView view) {
    model.addAttribute("page", view);
    return "trigger";
  }

  @PostMapping
  String trigger(
      @PathVariable String dagId,
      @RequestParam MultiValueMap<String, String> fields,
      Moments moments,
      Principal user,
      HttpServletResponse response,
      RedirectAttributes redirect,
      Model model) {
    DagRow row = row(dagId);
    DagModel dag = row.dag().version().model();
    TriggerForm form = TriggerForm.typed(dag, fields, moments.zone());
    Optional<Duration> wait = form.right() ? rate.take(user.getName()) : Optional.empty();
    if (wait.isPresent()) {
      response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(TriggerRate.seconds(wait.get())));
      Optional<String> why = Optional.of(rate.refusal(wait.get()));
      return page(model, TriggerViews.of(row, form, form.errors(why), moments));
    }
    TriggerResult result =
        form.right()
            ? orders.trigger(form.request(dagId, user.getName()))
            : new TriggerResult.Refused(List.of());
    if (result instanceof TriggerResult.Created created) {
      if (form.typed().unpause()) {
        orders.setPaused(dagId, false, user.getName());
      }
      redirect.addFlashAttribute(
          ShellAdvice.FLASH, "Run " + created.run().runId() + " is triggered.");
      return "redirect:" + Links.run(dagId, created.run().runId());
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return page(model, refused(row, form, result, moments));
  }

  private static TriggerView refused(
      DagRow row, TriggerForm form, TriggerResult result, Moments moments) {
    if (result instanceof TriggerResult.Refused refused) {
      TriggerForm wrong = form;
      for (Problem problem : refused.problems()) {
        wrong = wrong.with(problem.field(), problem.message());
      }
      return TriggerViews.of(row, wrong, wrong.errors(Optional.empty()), moments);
    }
    String text =
        result instanceof TriggerResult.Exists exists
            ? "There is a run with that id or date already: %s, %s. Nothing was triggered."
                .formatted(exists.existing().runId(), exists.existing().state().wireName())
            : "The file of this DAG is gone. Nothing was triggered.";
    return TriggerViews.of(row, form, form.errors(Optional.of(text)), moments);
  }
}
