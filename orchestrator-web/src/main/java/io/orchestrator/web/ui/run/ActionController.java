package io.orchestrator.web.ui.run;

import io.orchestrator.run.ClearPlan.Only;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.shell.ShellAdvice;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.TaskPath;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Clear and mark. The answer is the page again, read from the store after the order. */
@Controller
@RequestMapping("/dags/{dagId}/runs/{runId}")
final class ActionController {
  private final Orders orders;

  ActionController(Orders orders) {
    this.orders = orders;
  }

  @PostMapping("/clear")
  String clearRun(
      @PathVariable String dagId,
      @PathVariable String runId,
      @RequestParam(defaultValue = "false") boolean failed,
      Principal user,
      RedirectAttributes redirect) {
    Selection wanted = new Selection(List.of(), false, false, failed ? Only.FAILED : Only.ANY);
    say(redirect, "Cleared ", orders.clear(dagId, runId, wanted, user.getName()), dagId, runId);
    return "redirect:" + Links.run(dagId, runId);
  }

  @PostMapping("/mark")
  String markRun(
      @PathVariable String dagId,
      @PathVariable String runId,
      @RequestParam String state,
      Principal user,
      RedirectAttributes redirect) {
    int count =
        orders
            .markRun(dagId, runId, runEnd(state), user.getName())
            .orElseThrow(() -> NoSuchPage.run(dagId, runId))
            .size();
    redirect.addFlashAttribute(
        ShellAdvice.FLASH,
        "Marked the run as " + state + ", with " + count + (count == 1 ? " task." : " tasks."));
    return "redirect:" + Links.run(dagId, runId);
  }

  @PostMapping({"/tasks/{taskId}/clear", "/tasks/{taskId}/mapped/{mapIndex}/clear"})
  String clearTask(
      @PathVariable Map<String, String> path,
      @RequestParam(defaultValue = "false") boolean downstream,
      Principal user,
      RedirectAttributes redirect) {
    TaskPath at = TaskPath.of(path);
    Selection wanted = new Selection(List.of(at.taskId()), false, downstream, Only.ANY);
    say(
        redirect,
        "Cleared ",
        orders.clear(at.dagId(), at.runId(), wanted, user.getName()),
        at.dagId(),
        at.runId());
    return "redirect:" + at.href();
  }

  @PostMapping({"/tasks/{taskId}/mark", "/tasks/{taskId}/mapped/{mapIndex}/mark"})
  String markTask(
      @PathVariable Map<String, String> path,
      @RequestParam String state,
      Principal user,
      RedirectAttributes redirect) {
    TaskPath at = TaskPath.of(path);
    Optional<List<TaskTransition>> marked =
        orders.mark(
            at.dagId(), at.runId(), Selection.of(at.taskId()), state(state), user.getName());
    say(redirect, "Marked as " + state + ": ", marked, at.dagId(), at.runId());
    return "redirect:" + at.href();
  }

  private static TaskState state(String name) {
    return switch (name) {
      case "success" -> TaskState.SUCCESS;
      case "failed" -> TaskState.FAILED;
      case "skipped" -> TaskState.SKIPPED;
      default -> throw new IllegalArgumentException("no state to mark: " + name);
    };
  }

  private static RunState runEnd(String name) {
    return switch (name) {
      case "success" -> RunState.SUCCESS;
      case "failed" -> RunState.FAILED;
      default -> throw new IllegalArgumentException("no state to end a run with: " + name);
    };
  }

  private static void say(
      RedirectAttributes redirect,
      String verb,
      Optional<List<TaskTransition>> changed,
      String dagId,
      String runId) {
    int count = changed.orElseThrow(() -> NoSuchPage.run(dagId, runId)).size();
    redirect.addFlashAttribute(
        ShellAdvice.FLASH,
        count == 0
            ? "Nothing to change: no task was in a state for it."
            : verb + count + (count == 1 ? " task." : " tasks."));
  }
}
