package io.orchestrator.web.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.http.HttpExecutionApi;
import io.orchestrator.execution.http.Wire;
import io.orchestrator.model.CodeKind;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.SchedulerLoop;
import io.orchestrator.scheduler.TriggerRequest;
import io.orchestrator.store.DagStore.LoadedDag;
import io.orchestrator.store.memory.InMemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Long polls over a real connection, which breaks as that of a killed worker does. */
class LongPollTest {
  private static final WorkerInfo DEAD = new WorkerInfo("dead", "host", 7, 4, List.of("default"));
  private static final WorkerInfo LIVE = new WorkerInfo("live", "host", 8, 4, List.of("default"));
  private ServletWebServerApplicationContext app;
  private HttpExecutionApi api;
  private Orders orders;

  @BeforeEach
  void start(@TempDir Path jars) {
    app = ExecutionApp.startLoop();
    InMemoryStore store = app.getBean(InMemoryStore.class);
    orders = new Orders(store, app.getBean(SchedulerLoop.class));
    api = new HttpExecutionApi(URI.create("http://127.0.0.1:" + port()), ExecutionApp.SECRET, jars);
    Dag dag = Dag.define("d", d -> d.action("a", c -> {}));
    store.transact(
        tx ->
            tx.dags()
                .register(
                    new LoadedDag(
                        dag.model(), "hash", "test", "D.java", CodeKind.JAVA_SOURCE, "hash", ""),
                    true));
    orders.setPaused("d", false, "test");
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private int port() {
    return ExecutionApp.workersPort(app);
  }

  private void trigger() {
    orders.trigger(TriggerRequest.now("d", "rest_api", "anna"));
  }

  /** A poll of its own, as a worker sends it; the head of its answer says that it waits. */
  private Socket poll() throws IOException {
    byte[] body = Wire.write(new Wire.ClaimRequest(DEAD, 4, 25_000));
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(5_000);
    String head =
        """
        POST %s HTTP/1.1
        Host: 127.0.0.1
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d

        """
            .formatted(Wire.CLAIM, ExecutionApp.SECRET, body.length)
            .replace("\n", "\r\n");
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    try {
      assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
    } catch (SocketTimeoutException e) {
      // Without a head it waits as well, and the test goes on to show what becomes of the work.
      assertThat(e).isNotNull();
    }
    return socket;
  }

  @Test
  void whatIsHandedToAWorkerThatHasJustDiedGoesToAnotherAtOnce() throws Exception {
    poll().close();
    trigger();
    List<WorkItem> items = api.claim(LIVE, 4, 20_000);
    assertThat(items).singleElement().satisfies(i -> assertThat(i.task().taskId()).isEqualTo("a"));
    assertThat(items.get(0).task().tryNumber()).as("it has cost no try").isEqualTo(1);
  }

  @Test
  void aPollWhoseWorkerIsGoneEndsBeforeThereIsWork() throws Exception {
    try (Socket alive = poll()) {
      int blanks = 0;
      while (blanks < 2) {
        blanks += alive.getInputStream().read() == ' ' ? 1 : 0;
      }
    }
    CompletableFuture<List<WorkItem>> other =
        CompletableFuture.supplyAsync(() -> api.claim(LIVE, 4, 20_000));
    trigger();
    assertThat(other.get(20, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void whatTheContainerHasEndedIsNotTouchedAnyMore() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setAsyncSupported(true);
    MockHttpServletResponse response = new MockHttpServletResponse();
    List<WorkItem> back = new ArrayList<>();
    LongPoll poll = LongPoll.begin(request, response, 20_000, back::addAll);
    CompletableFuture<List<WorkItem>> items = new CompletableFuture<>();
    poll.watch(items);
    Objects.requireNonNull(request.getAsyncContext()).complete();
    assertThat(items).isCompletedWithValue(List.of());
    assertThat(poll.blank()).isFalse();
    poll.answer(List.of(), found -> "[]".getBytes(StandardCharsets.US_ASCII));
    assertThat(response.getContentAsString()).as("another call's by now").isEmpty();
    assertThat(back).isEmpty();
  }
}
