package io.orchestrator.web.ui.dag;

import io.orchestrator.scheduler.Orders;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.RunRow;
import io.orchestrator.web.ui.parts.Counts;
import io.orchestrator.web.ui.parts.LinkView;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.shell.ShellAdvice;
import io.orchestrator.web.ui.shell.UndoOffers;
import io.orchestrator.web.ui.text.Back;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Pause and unpause: the question, the order, and its undoing, which is the other order. */
@Controller
@RequestMapping("/dags/{dagId}/pause")
final class PauseController {
  private static final int MOST_COUNTED = 50;
  private final PageReads pages;
  private final Orders orders;
  private final UndoOffers offers;

  PauseController(PageReads pages, Orders orders, UndoOffers offers) {
    this.pages = pages;
    this.orders = orders;
    this.offers = offers;
  }

  @GetMapping
  String ask(
      @PathVariable String dagId,
      @RequestParam boolean paused,
      @RequestParam(defaultValue = "") String back,
      Moments moments,
      Model model) {
    String goesOn = Back.to(back, Links.dag(dagId));
    model.addAttribute(
        "page",
        pages.read(
            model,
            moments,
            (snapshot, now) -> PauseDialog.ask(snapshot, dagId, paused, goesOn, offers, now)));
    model.addAttribute(
        "trail", List.of(new LinkView("DAGs", "/dags"), new LinkView(dagId, Links.dag(dagId))));
    return "confirm";
  }

  /**
   * Carries it out.
   *
   * @param since newest run when the order that this one undoes was given; 0 for an order of its
   *     own
   */
  @PostMapping
  String pause(
      @PathVariable String dagId,
      @RequestParam boolean paused,
      @RequestParam(defaultValue = "") String back,
      @RequestParam(defaultValue = "0") long since,
      Principal user,
      RedirectAttributes redirect) {
    long newest = newest(dagId).stream().mapToLong(row -> row.run().id()).max().orElse(1);
    if (!orders.setPaused(dagId, paused, user.getName())) {
      throw NoSuchPage.dag(dagId);
    }
    String goesOn = Back.to(back, Links.dag(dagId));
    if (since == 0) {
      redirect.addFlashAttribute(
          ShellAdvice.FLASH,
          paused ? "Paused " + dagId + ". Running tasks end." : "Unpaused " + dagId + ".");
      redirect.addFlashAttribute(
          ShellAdvice.UNDO,
          offers.of(
              Links.dag(dagId) + "/pause",
              Map.of(
                  "paused", String.valueOf(!paused),
                  "since", String.valueOf(newest),
                  "back", goesOn)));
    } else {
      redirect.addFlashAttribute(ShellAdvice.FLASH, undone(dagId, paused, newest(dagId), since));
    }
    return "redirect:" + goesOn;
  }

  private static String undone(String dagId, boolean paused, List<RunRow> newest, long since) {
    String done = "Undone: " + dagId + (paused ? " is paused again." : " is not paused any more.");
    int made = (int) newest.stream().filter(row -> row.run().id() > since).count();
    return made == 0
        ? done
        : done
            + " "
            + Counts.of(made, "run")
            + Counts.are(made, " that was/ that were")
            + " made meanwhile "
            + Counts.are(made, "stays/stay")
            + ".";
  }

  private List<RunRow> newest(String dagId) {
    RunFilter ofDag = RunFilter.ofDag(dagId);
    return pages
        .read(snapshot -> snapshot.queries().runs(ofDag, PageRequest.first(MOST_COUNTED)))
        .rows();
  }
}
