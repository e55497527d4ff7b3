package io.orchestrator.web.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.AttemptTokens;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.StartReport;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.http.CallRefusedException;
import io.orchestrator.execution.http.HttpExecutionApi;
import io.orchestrator.execution.http.Wire;
import io.orchestrator.model.CodeKind;
import io.orchestrator.scheduler.ManualScheduler;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.TriggerRequest;
import io.orchestrator.store.DagStore.LoadedDag;
import io.orchestrator.store.memory.InMemoryStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Both ends of the task execution API on one wire: the worker's client and the server's door. */
class ExecutionWireTest {
  private static final WorkerInfo WORKER = new WorkerInfo("w-1", "host", 7, 4, List.of("default"));
  private static final StartReport START = new StartReport("w-1", "host", 7);
  private static final FinishReport DONE =
      new FinishReport(FinishReport.End.SUCCESS, "", Map.of("return_value", "\"é\""), null, null);
  private static ServletWebServerApplicationContext app;
  private static InMemoryStore store;
  private static ManualScheduler hand;
  private static HttpExecutionApi api;

  @BeforeAll
  static void start(@TempDir Path jars) {
    app = ExecutionApp.start();
    store = app.getBean(InMemoryStore.class);
    hand = app.getBean(ManualScheduler.class);
    api = new HttpExecutionApi(server(), ExecutionApp.SECRET, jars);
    api.register(WORKER);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static URI server() {
    return URI.create("http://127.0.0.1:" + ExecutionApp.workersPort(app));
  }

  /** A run of a new DAG with two tasks, both claimed. */
  private static List<WorkItem> claimed(String dagId) {
    Dag dag =
        Dag.define(
            dagId,
            d -> {
              d.action("a", c -> {});
              d.action("b", c -> {});
            });
    Orders orders = new Orders(store, hand);
    store.transact(
        tx ->
            tx.dags()
                .register(
                    new LoadedDag(
                        dag.model(),
                        dag.structureHash(),
                        "test",
                        dagId + ".java",
                        CodeKind.JAVA_SOURCE,
                        dag.structureHash(),
                        ""),
                    true));
    orders.setPaused(dagId, false, "test");
    orders.trigger(TriggerRequest.now(dagId, "rest_api", "anna"));
    hand.settle();
    List<WorkItem> items =
        api.claim(WORKER, 100, 0).stream()
            .filter(item -> item.task().dagId().equals(dagId))
            .toList();
    assertThat(items).extracting(item -> item.task().taskId()).containsExactlyInAnyOrder("a", "b");
    return items;
  }

  private static String state(WorkItem item) {
    return store
        .transact(tx -> tx.tasks().find(item.token().taskInstanceId()))
        .orElseThrow()
        .state()
        .wireName();
  }

  @Test
  void attemptsAreStartedTogetherAndEndEachForItself() {
    List<WorkItem> items = claimed("together");
    assertThat(api.start(items.stream().map(WorkItem::token).toList(), START)).isEmpty();
    assertThat(items).allSatisfy(item -> assertThat(state(item)).isEqualTo("running"));
    assertThat(api.heartbeat(WORKER, items.stream().map(WorkItem::token).toList())).isEmpty();
    WorkItem first = items.get(0);
    assertThat(api.finish(first.token(), DONE)).isEqualTo(Answer.OK);
    assertThat(state(first)).isEqualTo("success");
    assertThat(state(items.get(1))).isEqualTo("running");
    String result = "return_value";
    assertThat(api.xcom(items.get(1).token(), first.task().taskId(), result)).contains("\"é\"");
  }

  @Test
  void whatWasTakenAwayIsGoneForEveryCall() {
    List<WorkItem> items = claimed("taken");
    api.goodbye(WORKER);
    assertThat(api.start(List.of(items.get(0).token()), START))
        .containsExactly(items.get(0).token());
    assertThatThrownBy(() -> api.connection(items.get(1).token(), "aws_default"))
        .isInstanceOf(AttemptGoneException.class);
    assertThat(api.finish(items.get(1).token(), DONE)).isEqualTo(Answer.GONE);
    assertThat(items).allSatisfy(item -> assertThat(state(item)).isEqualTo("scheduled"));
  }

  @Test
  void withoutTheWorkersSecretNothingIsAnswered(@TempDir Path jars) throws Exception {
    HttpExecutionApi stranger = new HttpExecutionApi(server(), "guessed", jars);
    assertThatThrownBy(() -> stranger.claim(WORKER, 1, 0))
        .isInstanceOf(CallRefusedException.class)
        .hasMessageContaining("401");
    assertThat(post(Wire.START, "{}", "").statusCode()).isEqualTo(401);
  }

  @Test
  void aForgedAttemptIsRefusedAndNothingOfItsCallIsWritten() throws Exception {
    List<WorkItem> items = claimed("forged");
    api.start(items.stream().map(WorkItem::token).toList(), START);
    String forged = items.get(0).token().taskInstanceId() + "." + items.get(0).token().epoch();
    byte[] finish =
        Wire.write(
            new Wire.FinishRequest(
                List.of(
                    new Wire.Finished(signed(items.get(1)), DONE),
                    new Wire.Finished(forged + ".x", DONE))));
    HttpResponse<String> answer = post(Wire.FINISH, text(finish), ExecutionApp.SECRET);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("bad_attempt_token").doesNotContain(forged);
    assertThat(items).allSatisfy(item -> assertThat(state(item)).isEqualTo("running"));
    byte[] start = Wire.write(new Wire.StartRequest(START, List.of(forged + ".x")));
    assertThat(post(Wire.START, text(start), ExecutionApp.SECRET).body())
        .as("like one that was taken away")
        .isEqualTo("{\"gone\":[\"" + forged + ".x\"]}");
  }

  private static String signed(WorkItem item) {
    return app.getBean(AttemptTokens.class).sign(item.token());
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  @Test
  void aBodyThatIsNoneIs400() throws Exception {
    HttpResponse<String> answer = post(Wire.FINISH, "{\"finished\":7}", ExecutionApp.SECRET);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("bad_body");
  }

  private static HttpResponse<String> post(String path, String body, String secret)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server().resolve(path))
            .header("Authorization", "Bearer " + secret)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
