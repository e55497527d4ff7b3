package io.orchestrator.execution.http;

import io.orchestrator.connection.Connection;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.WorkerStreams;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The worker's end of the task execution API. Calls without an answer are repeated for a while; all
 * of them may be. Thread-safe.
 *
 * <p>Throws {@link ServerUnreachableException} when the outcome is unknown, and {@link
 * CallRefusedException} when the server refused.
 */
public final class HttpExecutionApi implements ExecutionApi {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** A finish is answered after it is committed, possibly behind others. */
  private static final Duration FINISH = Duration.ofSeconds(35);

  /** A jar of some hundred megabytes, over a slow line. */
  private static final Duration JAR = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private final ServerCalls calls;
  private final JarFiles jars;
  private final FinishCalls finishes = new FinishCalls(this::finish);

  private final SignedTokens signed = new SignedTokens();
  private final StreamClient streams;

  /**
   * @param server for example {@code http://server:8081}
   * @param workerToken the secret shared by all workers
   * @param jars folder for jars that do not lie on this machine; made when needed
   */
  public HttpExecutionApi(URI server, String workerToken, Path jars) {
    this(server, workerToken, jars, PATIENCE, new MonotonicWaits());
  }

  HttpExecutionApi(URI server, String workerToken, Path jars, Duration patience, Waits waits) {
    this.calls = new ServerCalls(server, workerToken, patience, waits);
    this.jars = new JarFiles(jars);
    this.streams = new StreamClient(server, workerToken, signed);
  }

  /** The same server by streams: what is claimed by one is asked about by the other. */
  public WorkerStreams streams() {
    return streams;
  }

  @Override
  public void register(WorkerInfo worker) {
    calls.once(call(Wire.REGISTER, worker, null));
  }

  @Override
  public void goodbye(WorkerInfo worker) {
    calls.repeated(call(Wire.GOODBYE, worker, null));
  }

  /** One trial: the caller asks again anyway. */
  @Override
  public List<WorkItem> claim(WorkerInfo worker, int freeSlots, long waitMillis) {
    var body = json(new Wire.ClaimRequest(worker, freeSlots, waitMillis));
    Duration timeout = ANSWER.plusMillis(waitMillis);
    byte[] answer = calls.once(new ServerCalls.Call(Wire.CLAIM, body, null, timeout));
    List<WorkItem> items = new ArrayList<>();
    for (Wire.Claimed claimed : Wire.read(answer, Wire.ClaimAnswer.class).items()) {
      signed.put(claimed);
      items.add(claimed.item());
    }
    return items;
  }

  @Override
  public List<AttemptToken> start(List<AttemptToken> attempts, StartReport report) {
    List<AttemptToken> gone =
        gone(
            attempts,
            texts -> calls.repeated(call(Wire.START, new Wire.StartRequest(report, texts), null)));
    gone.forEach(signed::forget);
    return gone;
  }

  /** One trial: the next heartbeat comes soon. */
  @Override
  public List<AttemptToken> heartbeat(WorkerInfo worker, List<AttemptToken> running) {
    List<AttemptToken> gone =
        gone(
            running,
            texts ->
                calls.once(call(Wire.HEARTBEAT, new Wire.HeartbeatRequest(worker, texts), null)));
    gone.forEach(signed::forget);
    return gone;
  }

  /** Asks about attempts by their signed texts. One that has none any more is gone. */
  private List<AttemptToken> gone(
      List<AttemptToken> attempts, Function<List<String>, byte[]> question) {
    Map<String, AttemptToken> bySigned = new HashMap<>();
    List<AttemptToken> gone = new ArrayList<>();
    for (AttemptToken token : attempts) {
      String text = signed.text(token);
      if (text == null) {
        gone.add(token);
      } else {
        bySigned.put(text, token);
      }
    }
    byte[] answer = question.apply(List.copyOf(bySigned.keySet()));
    for (String text : Wire.read(answer, Wire.GoneAnswer.class).gone()) {
      AttemptToken token = bySigned.get(text);
      if (token != null) {
        gone.add(token);
      }
    }
    return gone;
  }

  @Override
  public Answer report(AttemptToken attempt, TaskFactsReport report) {
    return answer(calls.repeatedForTask(call(Wire.REPORT, report, attempt)));
  }

  @Override
  public Answer finish(AttemptToken attempt, FinishReport report) {
    Answer answer = finishes.finish(new Wire.Finished(held(attempt), report));
    forget(attempt);
    return answer;
  }

  @Override
  public void forget(AttemptToken attempt) {
    signed.forget(attempt);
  }

  private Wire.FinishAnswer finish(Wire.FinishRequest request) {
    var call = new ServerCalls.Call(Wire.FINISH, json(request), null, FINISH);
    return Wire.read(calls.repeated(call), Wire.FinishAnswer.class);
  }

  @Override
  public Optional<String> xcom(AttemptToken attempt, String taskId, String key) {
    return text(Wire.XCOM + "?task=" + encoded(taskId) + "&key=" + encoded(key), attempt);
  }

  @Override
  public Optional<String> variable(AttemptToken attempt, String key) {
    return text(Wire.VARIABLE + "?key=" + encoded(key), attempt);
  }

  @Override
  public PreviousSuccess previousSuccess(AttemptToken attempt) {
    byte[] answer = lookUp(Wire.PREVIOUS_SUCCESS, attempt);
    return Wire.read(answer, Wire.PreviousSuccessAnswer.class).run();
  }

  @Override
  public Optional<Connection> connection(AttemptToken attempt, String connectionId) {
    byte[] answer = lookUp(Wire.CONNECTION + "?id=" + encoded(connectionId), attempt);
    return Optional.ofNullable(Wire.read(answer, Wire.ConnectionAnswer.class).connection());
  }

  /** The code; a jar of another machine is fetched, so that its path is one of this machine. */
  @Override
  public CodeBundle code(AttemptToken attempt) {
    byte[] answer = lookUp(Wire.CODE, attempt);
    CodeBundle code = Wire.read(answer, Wire.CodeAnswer.class).code();
    if (code == null) {
      throw new AttemptGoneException(attempt.toString());
    }
    return jars.onThisMachine(code, () -> lookUp(Wire.JAR, attempt, JAR));
  }

  private Optional<String> text(String path, AttemptToken attempt) {
    return Optional.ofNullable(Wire.read(lookUp(path, attempt), Wire.TextAnswer.class).value());
  }

  private byte[] lookUp(String path, AttemptToken attempt) {
    return lookUp(path, attempt, ANSWER);
  }

  private byte[] lookUp(String path, AttemptToken attempt, Duration timeout) {
    try {
      return calls.repeatedForTask(new ServerCalls.Call(path, null, held(attempt), timeout));
    } catch (CallRefusedException e) {
      if (e.status() == Wire.GONE) {
        throw new AttemptGoneException(attempt.toString());
      }
      throw e;
    }
  }

  private String held(AttemptToken attempt) {
    String text = signed.text(attempt);
    if (text == null) {
      throw new AttemptGoneException(attempt.toString());
    }
    return text;
  }

  private ServerCalls.Call call(String path, Object body, @Nullable AttemptToken attempt) {
    return new ServerCalls.Call(path, json(body), attempt == null ? null : held(attempt), ANSWER);
  }

  private static BodyPublisher json(Object body) {
    return BodyPublishers.ofByteArray(Wire.write(body));
  }

  private static Answer answer(byte[] body) {
    return Wire.read(body, Wire.AttemptAnswer.class).answer();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
