package io.orchestrator.web.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.WorkerStream;
import io.orchestrator.execution.WorkerStreams.Hello;
import io.orchestrator.execution.WorkerStreams.Opened;
import io.orchestrator.execution.http.CallRefusedException;
import io.orchestrator.execution.http.Frame;
import io.orchestrator.execution.http.HttpExecutionApi;
import io.orchestrator.execution.http.Wire;
import io.orchestrator.model.CodeKind;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.SchedulerLoop;
import io.orchestrator.scheduler.TriggerRequest;
import io.orchestrator.scheduler.TriggerRequest.Dates;
import io.orchestrator.store.DagStore.LoadedDag;
import io.orchestrator.store.memory.InMemoryStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Both ends of a worker's stream on one wire. */
class StreamTest {
  private static final WorkerInfo WORKER = new WorkerInfo("w-1", "host", 7, 2, List.of("default"));
  private static final FinishReport DONE =
      new FinishReport(FinishReport.End.SUCCESS, "", Map.of("return_value", "\"é\""), null, null);
  private static final UUID PROCESS = new UUID(1, 2);
  private final Heard heard = new Heard();
  private ServletWebServerApplicationContext app;
  private InMemoryStore store;
  private HttpExecutionApi api;
  private Orders orders;

  /** What the worker hears. */
  private static final class Heard implements WorkerStream.Receiver {
    final BlockingQueue<WorkItem> items = new LinkedBlockingQueue<>();
    final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

    @Override
    public boolean items(List<WorkItem> given, long heard) {
      items.addAll(given);
      return true;
    }

    @Override
    public void answered(AttemptToken attempt, @Nullable Answer answer) {
      answers.add(String.valueOf(answer));
    }

    @Override
    public void closed(String reason) {
      closed.add(reason);
    }
  }

  private static <T> T soon(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(40, TimeUnit.SECONDS);
    assertThat(next).as("within 40 s").isNotNull();
    return next;
  }

  @BeforeEach
  void start(@TempDir Path jars) {
    app = ExecutionApp.startLoop();
    store = app.getBean(InMemoryStore.class);
    orders = new Orders(store, app.getBean(SchedulerLoop.class));
    api = new HttpExecutionApi(server(), ExecutionApp.SECRET, jars);
    deploy(Dag.define("d", d -> d.action("a", c -> {}).then(d.action("b", c -> {}))));
  }

  private void deploy(Dag dag) {
    String dagId = dag.model().dagId();
    store.transact(
        tx ->
            tx.dags()
                .register(
                    new LoadedDag(
                        dag.model(),
                        dagId,
                        "test",
                        dagId + ".java",
                        CodeKind.JAVA_SOURCE,
                        dagId,
                        ""),
                    true));
    orders.setPaused(dagId, false, "test");
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private URI server() {
    return URI.create("http://127.0.0.1:" + ExecutionApp.workersPort(app));
  }

  private void trigger() {
    orders.trigger(TriggerRequest.now("d", "rest_api", "anna"));
  }

  private Opened open(List<AttemptToken> held) {
    return api.streams().open(new Hello(WORKER, PROCESS, 2, held, List.of()), heard);
  }

  @Test
  void aChainRunsOverTheStreamWithoutACall() throws Exception {
    WorkerStream stream = open(List.of()).stream();
    trigger();
    WorkItem a = soon(heard.items);
    assertThat(a.task().taskId()).isEqualTo("a");
    assertThat(stream.beat(1, WORKER, List.of(a.token()), List.of()).get(20, TimeUnit.SECONDS))
        .isEmpty();
    stream.ended(a.token(), DONE, true);
    WorkItem b = soon(heard.items);
    assertThat(soon(heard.answers)).isEqualTo("OK");
    assertThat(api.xcom(b.token(), "a", "return_value")).as("by a call").contains("\"é\"");
    assertThat(
            stream
                .beat(2, WORKER, List.of(b.token()), List.of(a.token()))
                .get(20, TimeUnit.SECONDS))
        .as("of what is over, what has ended")
        .containsExactly(a.token());
    stream.ended(b.token(), DONE, true);
    assertThat(soon(heard.answers)).isEqualTo("OK");
    stream.drain().get(20, TimeUnit.SECONDS);
    stream.close();
    assertThat(soon(heard.closed)).isEqualTo("it was closed here");
  }

  @Test
  void withoutTheWorkersSecretThereIsNoStream(@TempDir Path jars) {
    HttpExecutionApi stranger = new HttpExecutionApi(server(), "guessed", jars);
    Hello hello = new Hello(WORKER, PROCESS, 2, List.of(), List.of());
    assertThatThrownBy(() -> stranger.streams().open(hello, heard))
        .isInstanceOf(CallRefusedException.class)
        .hasMessageContaining("401");
  }

  @Test
  void aSecondStreamOfAProcessGoesOnWhereTheFirstWasAndClosesIt() throws Exception {
    open(List.of());
    trigger();
    WorkItem a = soon(heard.items);
    Opened second = open(List.of(a.token()));
    assertThat(second.gone()).isEmpty();
    assertThat(soon(heard.closed)).contains("its worker has connected anew");
    second.stream().ended(a.token(), DONE, true);
    assertThat(soon(heard.answers)).isEqualTo("OK");
    assertThat(soon(heard.items).task().taskId()).isEqualTo("b");
  }

  @Test
  void whatTheWorkerDoesNotHoldWhenItConnectsAnewComesOnceMoreInTheSameTry() throws Exception {
    open(List.of());
    trigger();
    WorkItem lost = soon(heard.items);
    Opened second = open(List.of());
    WorkItem again = soon(heard.items);
    assertThat(again.task()).isEqualTo(lost.task());
    assertThat(again.token()).isNotEqualTo(lost.token());
    second.stream().ended(lost.token(), DONE, false);
    assertThat(soon(heard.answers)).as("the end of what was handed back").isEqualTo("GONE");
  }

  @Test
  void aServerThatStopsClosesTheStream() throws Exception {
    open(List.of());
    app.close();
    assertThat(soon(heard.closed)).isNotEmpty();
  }

  @Test
  void whatCannotBeReadClosesTheStreamAndWhatIsOfAnotherVersionIsPassedOver() throws Exception {
    try (RawPeer peer = new RawPeer(ExecutionApp.workersPort(app), ExecutionApp.SECRET)) {
      assertThat(peer.status()).contains("101");
      peer.say(hello());
      peer.say("dance {\"how\":\"well\"}");
      peer.say("freed {\"slots\":1,\"new\":true}");
      peer.say("freed {\"slots\":");
      assertThat(peer.awaitClose()).isEqualTo(1003);
    }
    try (RawPeer peer = new RawPeer(ExecutionApp.workersPort(app), ExecutionApp.SECRET)) {
      peer.status();
      peer.say("beat {}");
      assertThat(peer.awaitClose()).as("no hello").isEqualTo(1002);
    }
  }

  @Test
  void aMessageThatIsTooLongClosesTheStream() throws Exception {
    try (RawPeer peer = new RawPeer(ExecutionApp.workersPort(app), ExecutionApp.SECRET)) {
      peer.status();
      peer.say(hello());
      peer.say(new byte[Frame.LONGEST_OF_WORKER + 1]);
      assertThat(peer.awaitClose()).isEqualTo(1009);
    }
  }

  @Test
  void aForgedAttemptClosesTheStream() throws Exception {
    try (RawPeer peer = new RawPeer(ExecutionApp.workersPort(app), ExecutionApp.SECRET)) {
      peer.status();
      peer.say(hello());
      String forged = new UUID(1, 1) + "." + new UUID(2, 2) + ".x";
      peer.say(Frame.write(Frame.ENDED, new Frame.Ended(forged, DONE, true)));
      assertThat(peer.awaitClose()).isEqualTo(1008);
    }
  }

  @Test
  void withoutItsSecretAConnectionIsRefusedBeforeItIsAStream() throws Exception {
    try (RawPeer peer = new RawPeer(ExecutionApp.workersPort(app), "guessed")) {
      assertThat(peer.status()).contains("401");
    }
  }

  @Test
  void aCallThatDoesNotUpgradeIsToldHowAStreamIsOpened() throws Exception {
    HttpRequest call =
        HttpRequest.newBuilder(server().resolve(Wire.STREAM))
            .header("Authorization", "Bearer " + ExecutionApp.SECRET)
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(call, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(426);
    assertThat(answer.body()).contains("no_stream", "WebSocket");
  }

  private static byte[] hello() {
    return Frame.write(Frame.HELLO, new Frame.Hello(WORKER, PROCESS, 2, List.of(), List.of()));
  }

  @Test
  void aWorkerThatDoesNotReadIsCutOffAndWhatWasNotWrittenIsAnothers() throws Exception {
    deploy(
        Dag.define(
            "wide",
            d -> {
              d.maxActiveTasks(500);
              for (int i = 0; i < 128; i++) {
                d.action("t" + i, c -> {});
              }
            }));
    Trigger much = new Trigger("rest_api", "anna", Map.of("much", "x".repeat(60_000)));
    WorkerInfo deaf = new WorkerInfo("deaf", "host", 8, 128, List.of("default"));
    try (RawPeer peer = new RawPeer(ExecutionApp.workersPort(app), ExecutionApp.SECRET)) {
      peer.status();
      peer.say(
          Frame.write(
              Frame.HELLO, new Frame.Hello(deaf, new UUID(3, 3), 128, List.of(), List.of())));
      orders.trigger(
          new TriggerRequest("wide", Optional.empty(), Dates.NOW, much, Optional.empty()));
      // What cannot be written for five seconds comes back, and to whoever reads.
      open(List.of());
      WorkItem item = soon(heard.items);
      assertThat(item.task().dagId()).isEqualTo("wide");
      assertThat(item.task().tryNumber()).isEqualTo(1);
    }
  }
}
