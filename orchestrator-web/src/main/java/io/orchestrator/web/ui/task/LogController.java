package io.orchestrator.web.ui.task;

import io.orchestrator.store.TaskRow;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.tasklog.TaskLogReader.Page;
import io.orchestrator.web.reading.NumberedLine;
import io.orchestrator.web.ui.shell.PageReads;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.TaskPath;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.UriUtils;

/** A log as it goes on, and as a file. */
@Controller
@RequestMapping({
  "/dags/{dagId}/runs/{runId}/tasks/{taskId}/log",
  "/dags/{dagId}/runs/{runId}/tasks/{taskId}/mapped/{mapIndex}/log"
})
final class LogController {
  private final PageReads pages;
  private final AttemptLogs logs;

  LogController(PageReads pages, AttemptLogs logs) {
    this.pages = pages;
    this.logs = logs;
  }

  private TaskRow row(TaskPath at) {
    return pages.read(snapshot -> TaskReader.row(snapshot, at));
  }

  /** Further lines as HTML; where to go on and whether it ended are headers. */
  @GetMapping
  String tail(
      @PathVariable Map<String, String> path,
      @RequestParam(name = "try") int tryNumber,
      LogPlace place,
      Moments moments,
      HttpServletResponse response,
      Model model) {
    TaskPath at = TaskPath.of(path);
    LogTask task = pages.read(snapshot -> TaskReader.withTries(snapshot, at));
    boolean ended = !task.goesOn(tryNumber, moments.now());
    Page page = logs.read(task.row(), tryNumber, place.start());
    List<NumberedLine> lines = LogLines.numbered(page.text(), place.next());
    long next = place.next() + lines.size();
    response.setHeader("X-Cursor", page.next());
    response.setHeader("X-Next", String.valueOf(next));
    response.setHeader("X-Ended", String.valueOf(ended && !page.more()));
    String foot = "Try " + tryNumber + ", " + LogWords.lines(next - 1);
    response.setHeader("X-Foot", UriUtils.encode(foot, StandardCharsets.UTF_8));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    model.addAttribute("part", LogLines.part(lines, next, clock(task, tryNumber, place, moments)));
    return "log-lines";
  }

  /** Lines by number, at most as many as one asks for at once. */
  @GetMapping(params = "from")
  String lines(
      @PathVariable Map<String, String> path,
      @RequestParam(name = "try") int tryNumber,
      LogPlace place,
      Moments moments,
      HttpServletResponse response,
      Model model) {
    TaskPath at = TaskPath.of(path);
    LogTask task = pages.read(snapshot -> TaskReader.withTries(snapshot, at));
    LogClock clock = clock(task, tryNumber, place, moments);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    model.addAttribute("part", logs.lines(task, tryNumber, place.range(), clock));
    return "log-lines";
  }

  private static LogClock clock(LogTask task, int tryNumber, LogPlace place, Moments moments) {
    return new LogClock(moments, place.shown(), task.start(tryNumber));
  }

  /** Numbers of the lines of one gravity in the whole log, joined by commas. */
  @GetMapping(params = "grave", produces = MediaType.TEXT_PLAIN_VALUE)
  @ResponseBody
  String grave(
      @PathVariable Map<String, String> path,
      @RequestParam(name = "try") int tryNumber,
      @RequestParam String grave) {
    return logs.grave(row(TaskPath.of(path)), tryNumber, grave).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  /** What is found in the whole log. */
  @GetMapping(params = "q")
  String find(
      @PathVariable Map<String, String> path,
      @RequestParam(name = "try") int tryNumber,
      LogParameters asked,
      HttpServletResponse response,
      Model model) {
    TaskPath at = TaskPath.of(path);
    String page = Links.task(at.dagId(), at.runId(), at.taskId(), at.mapIndex());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    model.addAttribute(
        "find",
        logs.finds(row(at), tryNumber, asked.ask(LogTimes.CLOCK, ""), page + "?try=" + tryNumber));
    return "log-finds";
  }

  @GetMapping(params = "download")
  void download(
      @PathVariable Map<String, String> path,
      @RequestParam(name = "try") int tryNumber,
      HttpServletResponse response)
      throws IOException {
    TaskPath at = TaskPath.of(path);
    TaskRow row = row(at);
    String file = at.dagId() + "-" + at.taskId() + "-try" + tryNumber + ".log";
    response.setContentType(MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
    OutputStream out = response.getOutputStream();
    String from = TaskLogReader.START;
    Page page;
    do {
      page = logs.read(row, tryNumber, from);
      out.write(page.text().getBytes(StandardCharsets.UTF_8));
      from = page.next();
    } while (page.more());
    if (page.problem().isPresent()) {
      // The status is sent already; a file that ends without a word would be taken for whole.
      out.write((page.problem().get() + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
