package io.orchestrator.execution.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.StartReport;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.task.Items;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpExecutionApiTest {
  private static final WorkerInfo WORKER = new WorkerInfo("w-1", "host", 1, 4, List.of("default"));
  private static final FinishReport DONE =
      new FinishReport(FinishReport.End.SUCCESS, "", Map.of("k", "1"), null, null);

  private record Reply(int status, Object body) {}

  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private HttpServer server;
  private HttpExecutionApi api;
  private long nanos;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    api =
        new HttpExecutionApi(
            uri,
            "the-token",
            folder,
            Duration.ofSeconds(10),
            new Waits() {
              @Override
              public long nanos() {
                return nanos;
              }

              @Override
              public void pause(Duration duration) {
                nanos += duration.toNanos();
              }
            });
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    var headers = exchange.getRequestHeaders();
    requests.add(
        exchange.getRequestURI()
            + " "
            + headers.getFirst("Authorization")
            + " "
            + headers.getFirst(Wire.ATTEMPT_HEADER));
    Reply reply = replies.isEmpty() ? new Reply(503, problem(503)) : replies.pop();
    byte[] body = Wire.write(reply.body());
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Wire.Problem problem(int status) {
    return new Wire.Problem(status, "x", "the detail");
  }

  private AttemptToken claimed() {
    WorkItem item = Items.claimed("d", "hash", "t", 1, null, Duration.ofSeconds(30));
    replies.add(new Reply(200, new Wire.ClaimAnswer(List.of(new Wire.Claimed("signed-1", item)))));
    assertThat(api.claim(WORKER, 4, 10)).containsExactly(item);
    return item.token();
  }

  @Test
  void anAttemptsCallsCarryItsSignedTokenAndTheWorkersSecret() {
    AttemptToken token = claimed();
    replies.add(new Reply(200, new Wire.TextAnswer("\"v\"")));
    assertThat(api.xcom(token, "a b", "k&1")).contains("\"v\"");
    assertThat(requests)
        .containsExactly(
            "/execution/worker/claim Bearer the-token null",
            "/execution/attempt/xcom?task=a+b&key=k%261 Bearer the-token signed-1");
  }

  @Test
  void aFinishWithoutAnAnswerIsRepeated() {
    AttemptToken token = claimed();
    replies.add(new Reply(503, problem(503)));
    replies.add(new Reply(500, "no problem body"));
    replies.add(new Reply(200, new Wire.FinishAnswer(List.of(Answer.OK))));
    assertThat(api.finish(token, DONE)).isEqualTo(Answer.OK);
    assertThat(requests).hasSize(4);
    assertThatThrownBy(() -> api.finish(token, DONE)).isInstanceOf(AttemptGoneException.class);
  }

  @Test
  void ofAnAttemptThatIsForgottenNoSignedTokenIsKept() {
    AttemptToken token = claimed();
    replies.add(new Reply(400, problem(400)));
    assertThatThrownBy(() -> api.finish(token, DONE)).isInstanceOf(CallRefusedException.class);
    api.forget(token);
    assertThatThrownBy(() -> api.xcom(token, "t", "k")).isInstanceOf(AttemptGoneException.class);
    assertThat(requests).as("nothing is asked about it").hasSize(2);
  }

  @Test
  void patienceEndsAndTheOutcomeIsUnknown() {
    AttemptToken token = claimed();
    assertThatThrownBy(() -> api.finish(token, DONE))
        .isInstanceOf(ServerUnreachableException.class)
        .hasMessageContaining("503: the detail")
        .hasMessageNotContaining("the-token");
    assertThat(Duration.ofNanos(nanos)).isLessThanOrEqualTo(Duration.ofSeconds(10));
    replies.add(new Reply(200, new Wire.FinishAnswer(List.of(Answer.GONE))));
    assertThat(api.finish(token, DONE)).isEqualTo(Answer.GONE);
  }

  @Test
  void whatATaskLooksUpOutlastsTheRestartOfTheServer() {
    AttemptToken token = claimed();
    for (int i = 0; i < 20; i++) {
      replies.add(new Reply(503, problem(503)));
    }
    replies.add(new Reply(200, new Wire.TextAnswer("\"v\"")));
    assertThat(api.variable(token, "k")).contains("\"v\"");
    assertThat(Duration.ofNanos(nanos)).isGreaterThan(Duration.ofSeconds(20));
  }

  @Test
  void aStartNamesWhatIsGoneAndForgetsIt() {
    AttemptToken token = claimed();
    StartReport report = new StartReport("w-1", "host", 1);
    replies.add(new Reply(200, new Wire.GoneAnswer(List.of())));
    assertThat(api.start(List.of(token), report)).isEmpty();
    replies.add(new Reply(200, new Wire.GoneAnswer(List.of("signed-1"))));
    assertThat(api.start(List.of(token), report)).containsExactly(token);
    assertThatThrownBy(() -> api.finish(token, DONE)).isInstanceOf(AttemptGoneException.class);
  }

  @Test
  void aRefusalIsNotRepeated() {
    replies.add(new Reply(403, problem(403)));
    assertThatThrownBy(() -> api.goodbye(WORKER))
        .isInstanceOf(CallRefusedException.class)
        .hasMessageContaining("was refused with 403: the detail");
    assertThat(requests).hasSize(1);
  }

  @Test
  void aLookupOfWhatIsGoneIsNotAnsweredWithNone() {
    AttemptToken token = claimed();
    for (int i = 0; i < 3; i++) {
      replies.add(new Reply(Wire.GONE, problem(Wire.GONE)));
    }
    assertThatThrownBy(() -> api.connection(token, "c")).isInstanceOf(AttemptGoneException.class);
    assertThatThrownBy(() -> api.variable(token, "v")).isInstanceOf(AttemptGoneException.class);
    assertThatThrownBy(() -> api.xcom(token, "t", "k")).isInstanceOf(AttemptGoneException.class);
    assertThat(requests).hasSize(4);
  }

  @Test
  void aHeartbeatNamesWhatIsGone() {
    AttemptToken token = claimed();
    AttemptToken unknown = new AttemptToken(new java.util.UUID(3, 3), new java.util.UUID(4, 4));
    replies.add(new Reply(200, new Wire.GoneAnswer(List.of("signed-1"))));
    assertThat(api.heartbeat(WORKER, List.of(token, unknown)))
        .containsExactlyInAnyOrder(token, unknown);
  }

  @Test
  void noServerIsAnUnknownOutcomeAndClaimsAreNotRepeated() {
    server.stop(0);
    assertThatThrownBy(() -> api.claim(WORKER, 1, 10))
        .isInstanceOf(ServerUnreachableException.class);
  }

  @Test
  void anAnswerWhoseHeadComesAndNothingMoreIsNoAnswer() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    server.createContext(
        Wire.REGISTER,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().flush();
          await(over);
        });
    try {
      ServerCalls calls =
          new ServerCalls(
              URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
              "the-token",
              Duration.ZERO,
              new MonotonicWaits());
      var call = new ServerCalls.Call(Wire.REGISTER, null, null, Duration.ofMillis(200));
      assertThatThrownBy(() -> calls.once(call))
          .isInstanceOf(ServerUnreachableException.class)
          .hasMessageContaining("no whole answer");
    } finally {
      over.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
