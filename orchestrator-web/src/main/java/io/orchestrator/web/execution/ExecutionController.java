package io.orchestrator.web.execution;

import io.orchestrator.connection.Connection;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.AttemptTokens;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.CodeBundle;
import io.orchestrator.execution.ExecutionApi.TaskFactsReport;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.XComBounds;
import io.orchestrator.execution.http.Wire;
import io.orchestrator.scheduler.ExecutionService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The server's end of the task execution API. The workers' shared secret opens these routes
 * (security); what concerns an attempt needs that attempt's signed token as well. Waiting calls
 * hold no thread.
 */
@RestController
class ExecutionController {
  private static final int LONGEST_BODY = 4 << 20;

  /** XComs may be large, and escaping makes them larger. */
  private static final int LONGEST_FINISH = 8 * XComBounds.MOST_BYTES_IN_ALL;

  /** Twice as long as the service lets anybody wait. */
  private static final long LONGEST_POLL_MILLIS = 60_000;

  private final ExecutionService service;
  private final AttemptTokens tokens;
  private final LongPolls polls;

  ExecutionController(ExecutionService service, AttemptTokens tokens, LongPolls polls) {
    this.service = service;
    this.tokens = tokens;
    this.polls = polls;
  }

  @PostMapping(Wire.REGISTER)
  ResponseEntity<byte[]> register(HttpServletRequest request) throws IOException {
    service.register(RequestBodies.read(request, LONGEST_BODY, WorkerInfo.class));
    return json(Map.of());
  }

  @PostMapping(Wire.GOODBYE)
  ResponseEntity<byte[]> goodbye(HttpServletRequest request) throws IOException {
    service.goodbye(RequestBodies.read(request, LONGEST_BODY, WorkerInfo.class));
    return json(Map.of());
  }

  @PostMapping(Wire.CLAIM)
  void claim(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var asked = RequestBodies.read(request, LONGEST_BODY, Wire.ClaimRequest.class);
    if (asked.freeSlots() < 1) {
      throw new RefusedCall(HttpStatus.BAD_REQUEST, "no_free_slot", "freeSlots must be 1 or more.");
    }
    LongPoll poll = LongPoll.begin(request, response, LONGEST_POLL_MILLIS, service::handBack);
    polls.await(
        poll,
        service.claimLater(asked.worker(), asked.freeSlots(), asked.waitMillis()),
        items -> Wire.write(new Wire.ClaimAnswer(items.stream().map(this::signed).toList())));
  }

  @PostMapping(Wire.HEARTBEAT)
  ResponseEntity<byte[]> heartbeat(HttpServletRequest request) throws IOException {
    var beat = RequestBodies.read(request, LONGEST_BODY, Wire.HeartbeatRequest.class);
    return gone(beat.running(), attempts -> service.heartbeat(beat.worker(), attempts));
  }

  @PostMapping(Wire.START)
  ResponseEntity<byte[]> start(HttpServletRequest request) throws IOException {
    var starts = RequestBodies.read(request, LONGEST_BODY, Wire.StartRequest.class);
    return gone(starts.attempts(), attempts -> service.start(attempts, starts.report()));
  }

  /** Answers which of the signed tokens do not hold, for want of a signature or by the service. */
  private ResponseEntity<byte[]> gone(
      List<String> signed, Function<List<AttemptToken>, List<AttemptToken>> question) {
    List<String> gone = new ArrayList<>();
    Map<AttemptToken, String> attempts = new HashMap<>();
    for (String text : signed) {
      tokens.verify(text).ifPresentOrElse(t -> attempts.put(t, text), () -> gone.add(text));
    }
    question.apply(List.copyOf(attempts.keySet())).forEach(token -> gone.add(attempts.get(token)));
    return json(new Wire.GoneAnswer(gone));
  }

  @PostMapping(Wire.REPORT)
  ResponseEntity<byte[]> report(
      @RequestHeader(Wire.ATTEMPT_HEADER) String attempt, HttpServletRequest request)
      throws IOException {
    AttemptToken token = held(attempt);
    var facts = RequestBodies.read(request, LONGEST_BODY, TaskFactsReport.class);
    return answer(service.report(token, facts));
  }

  @PostMapping(Wire.FINISH)
  CompletableFuture<ResponseEntity<byte[]>> finish(HttpServletRequest request) throws IOException {
    var ends = RequestBodies.read(request, LONGEST_FINISH, Wire.FinishRequest.class).finished();
    List<AttemptToken> attempts = ends.stream().map(end -> held(end.token())).toList();
    List<CompletableFuture<@Nullable Answer>> answers = new ArrayList<>();
    for (int i = 0; i < ends.size(); i++) {
      answers.add(written(service.finishLater(attempts.get(i), ends.get(i).report())));
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            all ->
                json(
                    new Wire.FinishAnswer(
                        answers.stream()
                            .map(CompletableFuture::join)
                            .collect(Collectors.toCollection(ArrayList::new)))));
  }

  /** No answer for an end that was not written: the worker reports it again. */
  private static CompletableFuture<@Nullable Answer> written(CompletableFuture<Answer> answer) {
    return answer.handle((written, failure) -> failure == null ? written : null);
  }

  @GetMapping(Wire.XCOM)
  ResponseEntity<byte[]> xcom(
      @RequestHeader(Wire.ATTEMPT_HEADER) String attempt,
      @RequestParam String task,
      @RequestParam String key) {
    return json(new Wire.TextAnswer(service.xcom(held(attempt), task, key).orElse(null)));
  }

  @GetMapping(Wire.VARIABLE)
  ResponseEntity<byte[]> variable(
      @RequestHeader(Wire.ATTEMPT_HEADER) String attempt, @RequestParam String key) {
    return json(new Wire.TextAnswer(service.variable(held(attempt), key).orElse(null)));
  }

  @GetMapping(Wire.PREVIOUS_SUCCESS)
  ResponseEntity<byte[]> previousSuccess(@RequestHeader(Wire.ATTEMPT_HEADER) String attempt) {
    return json(new Wire.PreviousSuccessAnswer(service.previousSuccess(held(attempt))));
  }

  @GetMapping(Wire.CONNECTION)
  ResponseEntity<byte[]> connection(
      @RequestHeader(Wire.ATTEMPT_HEADER) String attempt, @RequestParam String id) {
    Connection found = service.connection(held(attempt), id).orElse(null);
    return json(new Wire.ConnectionAnswer(found));
  }

  @GetMapping(Wire.CODE)
  ResponseEntity<byte[]> code(@RequestHeader(Wire.ATTEMPT_HEADER) String attempt) {
    try {
      return json(new Wire.CodeAnswer(service.code(held(attempt))));
    } catch (AttemptGoneException gone) {
      return json(new Wire.CodeAnswer(null));
    }
  }

  /** The jar itself, for workers on other machines. */
  @GetMapping(Wire.JAR)
  ResponseEntity<Resource> jar(@RequestHeader(Wire.ATTEMPT_HEADER) String attempt) {
    CodeBundle code = service.code(held(attempt));
    if (!code.kind().equals("JAR")) {
      throw new RefusedCall(HttpStatus.NOT_FOUND, "no_jar", "This version is a .java file.");
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(new FileSystemResource(Path.of(code.source())));
  }

  private AttemptToken held(String signed) {
    return tokens
        .verify(signed)
        .orElseThrow(
            () ->
                new RefusedCall(
                    HttpStatus.FORBIDDEN,
                    "bad_attempt_token",
                    "The attempt's token was not signed by this server. Nothing was changed. Do"
                        + " all servers have the same orchestrator.security.secret-key?"));
  }

  private Wire.Claimed signed(WorkItem item) {
    return new Wire.Claimed(tokens.sign(item.token()), item);
  }

  private static ResponseEntity<byte[]> answer(Answer answer) {
    return json(new Wire.AttemptAnswer(answer));
  }

  private static ResponseEntity<byte[]> json(Object body) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Wire.write(body));
  }
}
