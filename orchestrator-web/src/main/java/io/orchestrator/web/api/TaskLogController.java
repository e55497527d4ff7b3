package io.orchestrator.web.api;

import io.orchestrator.run.Attempt;
import io.orchestrator.store.Queries;
import io.orchestrator.store.Snapshots;
import io.orchestrator.store.TaskRow;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.tasklog.TaskLogReader.Page;
import io.orchestrator.web.reading.LogGrowth;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log of one try, as JSON, as NDJSON or as plain text; secrets were masked when it was written.
 * One answer is a page of whole lines. A continuation token, in the body and as a header, says that
 * there is, or will be, more.
 */
@RestController
final class TaskLogController {
  private static final String PATH = TaskInstanceController.PATH + "/{taskId}/logs/{tryNumber}";
  private static final String HEADER = "Airflow-Continuation-Token";
  private static final int PAGE_BYTES = 1024 * 1024;
  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");
  private static final MediaType LINES = MediaType.APPLICATION_NDJSON;
  private final Snapshots snapshots;
  private final TaskLogReader logs;
  private final LogTokens tokens;
  private final JsonMapper json;
  private final InstantSource clock;

  TaskLogController(
      Snapshots snapshots,
      TaskLogReader logs,
      LogTokens tokens,
      JsonMapper json,
      InstantSource clock) {
    this.snapshots = snapshots;
    this.logs = logs;
    this.tokens = tokens;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What was asked for.
   *
   * @param fullContent as much as one answer may hold, 16 MiB, instead of 1 MiB
   */
  private record Ask(Task task, int tryNumber, @Nullable String token, boolean fullContent) {}

  /** An instance with its ended tries. */
  private record Task(TaskRow row, List<Attempt> ended) {}

  /** A part of the log and where it goes on; no token when nothing will come any more. */
  private record Part(String text, @Nullable String token) {}

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, Object>> asJson(
      @PathVariable Map<String, String> path,
      @PathVariable int tryNumber,
      @RequestParam(name = "map_index", defaultValue = "-1") int mapIndex,
      @RequestParam(required = false) @Nullable String token,
      @RequestParam(name = "full_content", defaultValue = "false") boolean full) {
    Part part = read(new Ask(task(path, mapIndex), tryNumber, token, full));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("content", LogEvents.of(part.text()));
    body.put("continuation_token", part.token());
    return answer(part, MediaType.APPLICATION_JSON, body);
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_NDJSON_VALUE)
  ResponseEntity<String> asLines(
      @PathVariable Map<String, String> path,
      @PathVariable int tryNumber,
      @RequestParam(name = "map_index", defaultValue = "-1") int mapIndex,
      @RequestParam(required = false) @Nullable String token,
      @RequestParam(name = "full_content", defaultValue = "false") boolean full) {
    Part part = read(new Ask(task(path, mapIndex), tryNumber, token, full));
    String lines =
        LogEvents.of(part.text()).stream()
            .map(event -> json.writeValueAsString(event) + "\n")
            .collect(Collectors.joining());
    return answer(part, LINES, lines);
  }

  /** Ours: the log as it was written. */
  @GetMapping(path = PATH, produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> asText(
      @PathVariable Map<String, String> path,
      @PathVariable int tryNumber,
      @RequestParam(name = "map_index", defaultValue = "-1") int mapIndex,
      @RequestParam(required = false) @Nullable String token,
      @RequestParam(name = "full_content", defaultValue = "false") boolean full) {
    Part part = read(new Ask(task(path, mapIndex), tryNumber, token, full));
    return answer(part, TEXT, part.text());
  }

  private static <T> ResponseEntity<T> answer(Part part, MediaType type, T body) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok().contentType(type).header("Cache-Control", "no-store");
    if (part.token() != null) {
      answer.header(HEADER, part.token());
    }
    return answer.body(body);
  }

  private Task task(Map<String, String> path, int mapIndex) {
    String dagId = path.getOrDefault("dagId", "");
    String runId = path.getOrDefault("runId", "");
    String taskId = path.getOrDefault("taskId", "");
    return snapshots.read(
        snapshot -> {
          Queries queries = snapshot.queries();
          return new Task(
              new Lookups(queries).task(dagId, runId, taskId, mapIndex),
              queries.attempts(dagId, runId, taskId, mapIndex));
        });
  }

  private Part read(Ask ask) {
    TaskRow row = ask.task().row();
    requireTry(row, ask.tryNumber());
    if (ask.tryNumber() == 0) {
      return new Part("", null);
    }
    TaskLogKey key =
        new TaskLogKey(
            row.run().dagId(),
            row.run().runId(),
            row.task().taskId(),
            row.task().mapIndex(),
            ask.tryNumber());
    String token = ask.token();
    String cursor =
        token == null || token.isEmpty() ? TaskLogReader.START : tokens.open(key, token);
    boolean goesOn = LogGrowth.goesOn(row, ask.task().ended(), ask.tryNumber(), clock.instant());
    Page page = logs.read(key, cursor, ask.fullContent() ? MOST_BYTES : PAGE_BYTES);
    if (page.text().isEmpty() && page.problem().isPresent()) {
      throw ApiException.unavailable("log_unreadable", page.problem().get());
    }
    boolean over = !goesOn && !page.more() && page.problem().isEmpty();
    return new Part(page.text(), over ? null : tokens.seal(key, page.next()));
  }

  /** Airflow allows try 0, that of an instance not started yet: its log is empty. */
  private static void requireTry(TaskRow row, int tryNumber) {
    int latest = Math.max(1, row.task().tryNumber());
    if (tryNumber < 0 || tryNumber > latest) {
      throw ApiException.notFound(
          "try", row.run().dagId() + "/" + row.task().taskId() + " try " + tryNumber);
    }
  }
}
