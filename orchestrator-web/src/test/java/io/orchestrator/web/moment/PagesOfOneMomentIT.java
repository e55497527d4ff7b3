package io.orchestrator.web.moment;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreFixture;
import io.orchestrator.store.XComStore.Values;
import io.orchestrator.store.postgres.PostgresStore;
import io.orchestrator.testkit.Meanwhile;
import io.orchestrator.testkit.TestPostgres;
import io.orchestrator.web.ui.text.Links;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * One truth per page. Before each statement of a page in turn, somebody else ends what the page
 * shows, in one transaction; whichever it is, the page shows everything as it was before that, or
 * everything as it is after.
 */
class PagesOfOneMomentIT {
  private static final String DAG = "moving";
  private static final int MOST_STATEMENTS = 60;
  private static ServletWebServerApplicationContext app;
  private static Meanwhile meanwhile;
  private static Store store;
  private static StoreFixture given;
  private static StoredDag dag;
  private static int days;

  @BeforeAll
  static void start() {
    app = StoredPagesApp.start();
    meanwhile = app.getBean(Meanwhile.class);
    store = new PostgresStore(app.getBean(TestPostgres.class).dataSource());
    given = new StoreFixture(store);
    dag = given.register(StoreFixture.chain(DAG, 3));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  /** A run whose first task runs, while the others wait for it. */
  private static DagRun moving() {
    DagRun run = given.running(dag, days++);
    given.start(run, "t000", "w1");
    return run;
  }

  /** The first task fails, the others are not reached, the run fails: all of it or nothing. */
  private static void fail(DagRun run) {
    store.transact(
        tx -> {
          List<TaskTransition> changes = new ArrayList<>();
          tx.tasks()
              .ofRun(run.id())
              .forEach(
                  task ->
                      changes.add(
                          task.state() == TaskState.RUNNING
                              ? TaskTransition.of(
                                      task, TaskState.FAILED, TransitionCause.FAILED, tx.now())
                                  .because("exit code 17")
                              : TaskTransition.of(
                                  task,
                                  TaskState.UPSTREAM_FAILED,
                                  TransitionCause.UPSTREAM_FAILED,
                                  tx.now())));
          assertThat(tx.tasks().apply(changes, "w1")).hasSize(3);
          DagRun before = tx.runs().find(run.id()).orElseThrow();
          RunTransition end = new RunTransition(before, RunState.FAILED, "t000 failed", tx.now());
          return tx.runs().apply(end, "scheduler");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/dags",
        "/dags/moving",
        "/dags/moving?run={run}&task=t000",
        "/dags/moving/runs",
        "/dags/moving/events?show=all",
        "/dags/moving/runs/{run}",
        "/dags/moving/runs/{run}/events?show=all",
        "/dags/moving/runs/{run}/clear",
        "/dags/moving/runs/{run}/tasks/t000",
        "/dags/moving/runs/{run}/tasks/t001",
        "/dags/moving/runs/{run}/tasks/t001/mark?state=success",
        "/dag_runs"
      })
  void headerCountsReasonsAndRowsAgreeWhateverIsCommittedWhileAPageIsRead(String page)
      throws Exception {
    List<String> mixed = new ArrayList<>();
    int statements = MOST_STATEMENTS;
    for (int at = 1; at <= statements; at++) {
      DagRun run = moving();
      String path = page.replace("{run}", Links.value(run.runId()));
      String before = shown(path);
      meanwhile.before(at, () -> fail(run));
      String between = shown(path);
      statements = Math.min(MOST_STATEMENTS, meanwhile.statements());
      assertThat(meanwhile.mostOpen()).as("connections at once").isEqualTo(1);
      meanwhile.before(0, () -> {});
      String after = shown(path);
      if (at <= statements) {
        assertThat(after).isNotEqualTo(before);
      }
      if (!between.equals(before) && !between.equals(after)) {
        mixed.add("before statement %s of %s: %s".formatted(at, statements, between));
      }
    }
    assertThat(statements).isBetween(2, MOST_STATEMENTS - 1);
    assertThat(mixed).as("pages of two moments").isEmpty();
  }

  @Test
  void noConnectionIsHeldWhileLogsAndSecretsAreRead() throws Exception {
    DagRun run = moving();
    store.transact(
        tx -> {
          tx.xcoms().replace(List.of(new Values(run.id(), "t000", -1, Map.of("key", "1"))));
          return true;
        });
    List<Integer> held = app.getBean(StoredPagesApp.Held.class).connections();
    held.clear();
    String task = "/dags/moving/runs/" + Links.value(run.runId()) + "/tasks/t000";
    for (String part : List.of("", "/log?try=1", "/log?try=1&q=x", "?tab=xcom")) {
      shown(task + part);
    }
    assertThat(held).hasSizeGreaterThan(4).containsOnly(0);
  }

  /** A page's words, without times and the marks of its time axes, which go on. */
  private static String shown(String path) throws IOException, InterruptedException {
    int port = Objects.requireNonNull(app.getWebServer()).getPort();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Accept", "text/html")
            .timeout(Duration.ofSeconds(20))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer
        .body()
        .replaceAll("(?s)^.*?<body", "<body")
        .replaceAll("<text.*?</text>", " ")
        .replaceAll("<[^>]*>", " ")
        .replaceAll("(?U)\\d+:\\d+(:\\d+)?|just\\snow|[\\d.]+\\s(ms|s|min|m|h)\\b(\\sago)?", "~")
        .replaceAll("(?U)\\s+", " ")
        .replaceAll("(~ )+", "~ ");
  }
}
