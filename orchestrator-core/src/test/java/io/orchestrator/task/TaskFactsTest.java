package io.orchestrator.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.connection.Connection;
import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagBuilder;
import io.orchestrator.execution.ExecutionApi.TaskFactsReport;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.operator.Operator;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.timetable.DataInterval;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What of an attempt becomes visible while it runs: rendered fields, notes, ids, no secrets. */
class TaskFactsTest {
  private final FakePorts ports = new FakePorts();

  @Test
  void templatesAreRenderedBeforeExecuteAndShownWithoutSecrets() {
    ports.variables.put("api_token", "s3cr3t-value");
    ports.variables.put("region", "eu");
    ports.connections.put("db", connection("db", "hunter22"));
    ports.xcoms.put("up/return_value", "\"file.csv\"");
    var operator =
        new Fields(
            Map.of(
                "cmd",
                "{{ ds }} {{ ti.xcom_pull('up') }} {{ var.value.region }}",
                "key",
                "{{ var.value.api_token }} {{ conn.db.password }}"));
    Dag dag =
        Dag.define(
            "d",
            d -> {
              d.task("up", c -> "file.csv");
              d.task("t", operator).after("up");
            });
    FinishReport report = new TaskRunner(dag, Items.of(dag, "t"), ports).run();
    assertThat(report.xcoms())
        .containsEntry("return_value", "\"2026-01-01 file.csv eu|s3cr3t-value hunter22\"");
    assertThat(ports.secrets.mask("s3cr3t-value, hunter22, 2026-01-01 file.csv eu"))
        .isEqualTo("***, ***, 2026-01-01 file.csv eu");
    assertThat(ports.reports)
        .extracting(TaskFactsReport::renderedFields)
        .containsExactly(Map.of("cmd", "2026-01-01 file.csv eu", "key", "*** ***"));
  }

  @Test
  void theEarlierRunThatSucceededIsKnownToTemplatesThatNameIt() {
    Instant end = Instant.parse("2025-12-31T00:00:00Z");
    ports.previousSuccess =
        new PreviousSuccess(new DataInterval(end.minusSeconds(86_400), end), end, end);
    var operator =
        new Fields(Map.of("since", "{{ prev_data_interval_end_success | ds }}", "key", "{{ ds }}"));
    Dag dag = Dag.define("d", d -> d.task("t", operator));
    new TaskRunner(dag, Items.of(dag, "t"), ports).run();
    assertThat(ports.reports)
        .extracting(TaskFactsReport::renderedFields)
        .containsExactly(Map.of("since", "2025-12-31", "key", "2026-01-01"));
  }

  @Test
  void secretsReachNeitherReasonsNorLogsNorNotes() {
    ports.connections.put("db", connection("db", "hunter22"));
    FinishReport report =
        run(
            "t",
            c -> {
              String password = String.valueOf(c.connection("db").password());
              c.note("dsn", "me:" + password);
              c.log("logging in with {}", password);
              throw new IOException("login failed with " + password);
            });
    assertThat(report.reason()).isEqualTo("IOException: login failed with ***");
    assertThat(ports.text()).contains("logging in with ***").doesNotContain("hunter22");
    assertThat(ports.reports.get(0).notes()).containsEntry("dsn", "me:***");
  }

  @Test
  void notesInQuickSuccessionShareAReport() {
    run(
        "t",
        c -> {
          c.note("a", 1);
          c.note("b", 2);
          c.note("b", 3);
          c.pause(Duration.ofSeconds(5));
          c.note("c", 4);
          c.note("d", 5);
          return null;
        });
    assertThat(ports.reports)
        .extracting(TaskFactsReport::notes)
        .containsExactly(Map.of("a", 1), Map.of("b", 3, "c", 4), Map.of("d", 5));
  }

  @Test
  void theExternalIdIsStoredBeforeTheCallReturnsAndTheKeyIsStable() {
    List<String> keys = new ArrayList<>();
    run(
        "t",
        c -> {
          keys.add(c.idempotencyKey());
          c.rememberExternalId("q-1");
          assertThat(ports.reports.get(0).externalId()).contains("q-1");
          return c.externalId().orElseThrow();
        });
    run("t", c -> keys.add(c.idempotencyKey()));
    assertThat(keys).containsExactly(Items.INSTANCE + "-2", Items.INSTANCE + "-2");
    ports.reportFailure = new IllegalStateException("no answer");
    FinishReport lost =
        run(
            "t",
            c -> {
              c.rememberExternalId("q-2");
              return "not reached";
            });
    assertThat(lost.end()).isEqualTo(End.FAILED);
  }

  @Test
  void noteThatCannotBeStoredIsOnlyAWarning() {
    ports.reportFailure = new IllegalStateException("no answer");
    FinishReport report =
        run(
            "t",
            c -> {
              c.note("a", 1);
              return 1;
            });
    assertThat(report.end()).isEqualTo(End.SUCCESS);
    assertThat(ports.text()).contains("WARN Facts for the task page could not be stored");
  }

  private FinishReport run(String taskId, Operator<Object> body) {
    Dag dag = Dag.define("d", (Consumer<DagBuilder>) d -> d.task(taskId, body));
    return new TaskRunner(dag, Items.of(dag, taskId), ports).run();
  }

  private static Connection connection(String id, String password) {
    return Connection.of(id, "postgres")
        .withEndpoint("h", null, null)
        .withCredentials("me", password);
  }

  private record Fields(Map<String, String> templates) implements Operator<String> {
    @Override
    public String execute(TaskContext context) {
      return context.rendered("cmd") + "|" + context.rendered("key");
    }
  }
}
