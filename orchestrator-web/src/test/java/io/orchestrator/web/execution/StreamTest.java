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
import io.orchestrator.execution.http.HttpExecutionApi;
import io.orchestrator.model.CodeKind;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.SchedulerLoop;
import io.orchestrator.scheduler.TriggerRequest;
import io.orchestrator.store.DagStore.LoadedDag;
import io.orchestrator.store.memory.InMemoryStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    T next = queue.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("within 20 s").isNotNull();
    return next;
  }

  @BeforeEach
  void start(@TempDir Path jars) {
    app = ExecutionApp.startLoop();
    store = app.getBean(InMemoryStore.class);
    orders = new Orders(store, app.getBean(SchedulerLoop.class));
    api = new HttpExecutionApi(server(), ExecutionApp.SECRET, jars);
    Dag dag = Dag.define("d", d -> d.action("a", c -> {}).then(d.action("b", c -> {})));
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
    assertThat(stream.beat(1, WORKER, List.of(a.token())).get(20, TimeUnit.SECONDS)).isEmpty();
    stream.ended(a.token(), DONE, true);
    WorkItem b = soon(heard.items);
    assertThat(soon(heard.answers)).isEqualTo("OK");
    assertThat(api.xcom(b.token(), "a", "return_value")).as("by a call").contains("\"é\"");
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
}
