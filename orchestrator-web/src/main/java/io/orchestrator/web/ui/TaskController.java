package io.orchestrator.web.ui;

import io.orchestrator.web.ui.text.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one task instance. */
@Controller
@RequestMapping({
  "/dags/{dagId}/runs/{runId}/tasks/{taskId}",
  "/dags/{dagId}/runs/{runId}/tasks/{taskId}/mapped/{mapIndex}"
})
final class TaskController {
  private final TaskReader reader;

  TaskController(TaskReader reader) {
    this.reader = reader;
  }

  @GetMapping
  String task(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      @PathVariable(required = false) @Nullable Integer mapIndex,
      @RequestParam(name = "try", required = false) @Nullable Integer tryNumber,
      @RequestParam(defaultValue = "log") String tab,
      @RequestParam(defaultValue = "") String level,
      Moments moments,
      Model model) {
    int index = mapIndex == null ? -1 : mapIndex;
    var ask = new TaskReader.Ask(dagId, runId, taskId, index, tryNumber, tab, level);
    model.addAttribute("live", "run");
    model.addAttribute("liveDag", dagId);
    model.addAttribute("liveRun", runId);
    model.addAttribute("page", reader.task(ask, moments));
    return "task";
  }
}
