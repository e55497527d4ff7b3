package io.orchestrator.web.ui.task;

import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.TaskPath;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.NativeWebRequest;

/** The page of one task instance. */
@Controller
@RequestMapping({
  "/dags/{dagId}/runs/{runId}/tasks/{taskId}",
  "/dags/{dagId}/runs/{runId}/tasks/{taskId}/mapped/{mapIndex}"
})
final class TaskPageController {
  /** A page that renews itself names the log it shows: its lines are not sent again. */
  private static final String KNOWN = "X-Log";

  private final PageReads pages;
  private final TaskReader reader;

  TaskPageController(PageReads pages, TaskReader reader) {
    this.pages = pages;
    this.reader = reader;
  }

  @GetMapping
  String task(
      @PathVariable Map<String, String> path,
      @RequestParam(name = "try", required = false) @Nullable Integer tryNumber,
      @RequestParam(defaultValue = "log") String tab,
      LogParameters log,
      Moments moments,
      NativeWebRequest web,
      Model model) {
    TaskPath at = TaskPath.of(path);
    String known = Objects.requireNonNullElse(web.getHeader(KNOWN), "");
    model.addAttribute("live", "run");
    model.addAttribute("liveDag", at.dagId());
    model.addAttribute("liveRun", at.runId());
    TaskReader.Stored stored =
        pages.read(model, moments, (snapshot, now) -> reader.stored(snapshot, at, now));
    model.addAttribute(
        "page",
        reader.view(
            new TaskReader.Ask(at, tryNumber, tab, log.ask(log.times(web), known)), stored));
    return "task";
  }
}
