package io.orchestrator.web.ui.dag;

import io.orchestrator.web.ui.parts.AuditAsk;
import io.orchestrator.web.ui.parts.AuditReader;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.text.Moments;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The pages of one DAG. */
@Controller
@RequestMapping("/dags/{dagId}")
final class DagPageController {
  private final DagReader reader;
  private final DagVersionReader versions;
  private final DagHeads heads;
  private final GridCells cells;
  private final RunsReader runs;
  private final AuditReader audit;

  DagPageController(
      DagReader reader,
      DagVersionReader versions,
      DagHeads heads,
      GridCells cells,
      RunsReader runs,
      AuditReader audit) {
    this.reader = reader;
    this.versions = versions;
    this.heads = heads;
    this.cells = cells;
    this.runs = runs;
    this.audit = audit;
  }

  @GetMapping
  String dag(
      @PathVariable String dagId,
      @RequestParam(name = "runs", defaultValue = "25") int count,
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam MultiValueMap<String, String> query,
      Moments moments,
      Model model) {
    String run = query.getFirst("run");
    String task = query.getFirst("task");
    var ask = new GridViews.GridAsk(GridViews.runs(count), before, run, task);
    live(model, dagId);
    model.addAttribute("page", reader.dag(dagId, ask, open(query), moments));
    return "dag";
  }

  /** What the page's script shows of a square, as plain text. */
  @GetMapping(path = "/cell", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
  @ResponseBody
  String cell(
      @PathVariable String dagId,
      @RequestParam String run,
      @RequestParam String task,
      Moments moments) {
    return cells.text(dagId, run, task, moments);
  }

  @GetMapping("/runs")
  String runs(
      @PathVariable String dagId,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(required = false) @Nullable Long before,
      Moments moments,
      Model model) {
    DagHeadView head = heads.head(heads.row(dagId), moments);
    live(model, dagId);
    model.addAttribute(
        "page",
        new DagRunsView(
            head,
            runs.read(Optional.of(dagId), state, before, head.names().href() + "/runs", moments)));
    return "dag-runs";
  }

  @GetMapping("/events")
  String events(
      @PathVariable String dagId,
      @RequestParam Map<String, String> fields,
      Moments moments,
      Model model) {
    DagHeadView head = heads.head(heads.row(dagId), moments);
    AuditAsk ask = new AuditAsk(fields);
    model.addAttribute(
        "page",
        new DagEventsView(
            head, audit.read(dagId, null, ask, head.names().href() + "/events", moments)));
    return "dag-events";
  }

  @GetMapping("/code")
  String code(
      @PathVariable String dagId,
      @RequestParam(required = false) @Nullable Integer version,
      Moments moments,
      Model model) {
    model.addAttribute("page", versions.code(dagId, version, moments));
    return "dag-code";
  }

  @GetMapping("/details")
  String details(@PathVariable String dagId, Moments moments, Model model) {
    model.addAttribute("page", versions.details(dagId, moments));
    return "dag-details";
  }

  /** As they are: an id may have a comma in it, where a list would be split. */
  private static Set<String> open(MultiValueMap<String, String> query) {
    return new LinkedHashSet<>(query.getOrDefault("open", List.of()));
  }

  private static void live(Model model, String dagId) {
    model.addAttribute("live", "dag");
    model.addAttribute("liveDag", dagId);
  }
}
