package io.orchestrator.web.ui.dag;

import io.orchestrator.store.Snapshot;
import io.orchestrator.web.ui.parts.AuditAsk;
import io.orchestrator.web.ui.parts.AuditReader;
import io.orchestrator.web.ui.parts.RunsReader;
import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import java.util.Map;
import java.util.Optional;
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
import org.springframework.web.context.request.NativeWebRequest;

/** The pages of one DAG. */
@Controller
@RequestMapping("/dags/{dagId}")
final class DagPageController {
  private final PageReads pages;
  private final DagReader reader;

  DagPageController(PageReads pages, DagReader reader) {
    this.pages = pages;
    this.reader = reader;
  }

  @GetMapping
  String dag(
      @PathVariable String dagId,
      @RequestParam(name = "runs", required = false) @Nullable Integer count,
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam MultiValueMap<String, String> query,
      Moments moments,
      NativeWebRequest web,
      Model model) {
    String run = query.getFirst("run");
    String task = query.getFirst("task");
    var ask =
        new GridViews.GridAsk(GridViews.runs(count, web), before, run, task, GridFilter.of(query));
    GraphLook look = GraphLook.of(query, web);
    live(model, dagId);
    model.addAttribute(
        "page",
        pages.read(model, moments, (snapshot, now) -> reader.dag(snapshot, dagId, ask, look, now)));
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
    return pages.read(moments, (snapshot, now) -> GridCells.text(snapshot, dagId, run, task, now));
  }

  @GetMapping("/runs")
  String runs(
      @PathVariable String dagId,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(required = false) @Nullable Long before,
      Moments moments,
      Model model) {
    String href = Links.dag(dagId) + "/runs";
    live(model, dagId);
    model.addAttribute(
        "page",
        pages.read(
            model,
            moments,
            (snapshot, now) ->
                new DagRunsView(
                    head(snapshot, dagId, now),
                    RunsReader.read(snapshot, Optional.of(dagId), state, before, href, now))));
    return "dag-runs";
  }

  @GetMapping("/events")
  String events(
      @PathVariable String dagId,
      @RequestParam Map<String, String> fields,
      Moments moments,
      Model model) {
    String href = Links.dag(dagId) + "/events";
    AuditAsk ask = new AuditAsk(fields);
    model.addAttribute(
        "page",
        pages.read(
            model,
            moments,
            (snapshot, now) ->
                new DagEventsView(
                    head(snapshot, dagId, now),
                    AuditReader.read(snapshot, dagId, null, ask, href, now))));
    return "dag-events";
  }

  @GetMapping("/code")
  String code(
      @PathVariable String dagId,
      @RequestParam(required = false) @Nullable Integer version,
      Moments moments,
      Model model) {
    model.addAttribute(
        "page",
        pages.read(
            model,
            moments,
            (snapshot, now) -> DagVersionReader.code(snapshot, dagId, version, now)));
    return "dag-code";
  }

  @GetMapping("/details")
  String details(@PathVariable String dagId, Moments moments, Model model) {
    model.addAttribute(
        "page",
        pages.read(
            model, moments, (snapshot, now) -> DagVersionReader.details(snapshot, dagId, now)));
    return "dag-details";
  }

  private static DagHeadView head(Snapshot snapshot, String dagId, Moments now) {
    return DagHeads.head(snapshot, DagHeads.row(snapshot, dagId), now);
  }

  private static void live(Model model, String dagId) {
    model.addAttribute("live", "dag");
    model.addAttribute("liveDag", dagId);
  }
}
