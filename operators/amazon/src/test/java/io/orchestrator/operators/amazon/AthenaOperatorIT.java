package io.orchestrator.operators.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.FinishReport.End;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AthenaOperatorIT {
  private final FakeAthena athena;

  AthenaOperatorIT() throws IOException {
    athena = new FakeAthena();
  }

  @AfterEach
  void stopFake() {
    athena.close();
  }

  @Test
  void aQueryIsWaitedForAndItsRowsAreTheResult() {
    athena.states.addAll(List.of("QUEUED", "RUNNING", "RUNNING"));
    OneTask task = task(AthenaOperator.query("SELECT * FROM t WHERE dt = '{{ ds }}'"));

    JsonNode result = task.result();

    assertThat(result.at("/columns").toString()).isEqualTo("[\"x\",\"y\"]");
    assertThat(result.at("/rows").toString()).isEqualTo("[[\"a\",\"b\"]]");
    assertThat(result.at("/scannedBytes").asLong()).isEqualTo(20_000_000);
    assertThat(only("StartQueryExecution").get("QueryString").asString())
        .isEqualTo("SELECT * FROM t WHERE dt = '2010-01-04'");
    assertThat(task.rendered).containsEntry("query", "SELECT * FROM t WHERE dt = '2010-01-04'");
  }

  @Test
  void pausesBetweenLooksGrowFromFiftyMillisecondsToTwoSeconds() {
    athena.states.addAll(Collections.nCopies(20, "RUNNING"));
    OneTask task = task(AthenaOperator.query("SELECT 1"));

    task.result();

    assertThat(task.pauses).startsWith(Duration.ofMillis(50), Duration.ofMillis(75));
    assertThat(task.pauses).isSorted().last().isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void factsOfTheQueryAreNoted() {
    OneTask task = task(AthenaOperator.query("SELECT 1"));

    task.result();

    assertThat(task.notes)
        .containsEntry("athena_query_id", "query-1")
        .containsEntry("athena_state", "SUCCEEDED")
        .containsEntry("athena_scanned_bytes", 20_000_000L)
        .containsEntry("athena_run_ms", 321L)
        .containsEntry("athena_cost_usd", "0.000100")
        .containsEntry("athena_output", "s3://results/one.csv")
        .doesNotContainKeys("athena_console", "athena_warning");
  }

  @Test
  void statementsThatReadNothingCostNothing() {
    athena.statementType = "DDL";
    OneTask task = task(AthenaOperator.query("DROP TABLE t"));

    task.result();

    assertThat(task.notes).containsEntry("athena_cost_usd", "0.000000");
  }

  @Test
  void aFailedQueryFailsTheAttemptWithItsReason() {
    athena.states.add("FAILED");
    athena.reason = "SYNTAX_ERROR: line 1:8: Column 'nope' cannot be resolved";

    FinishReport report = task(AthenaOperator.query("SELECT nope")).run();

    assertThat(report.end()).isEqualTo(End.FAILED);
    assertThat(report.reason()).contains("query-1 ended FAILED", "Column 'nope'");
  }

  @Test
  void aWorkerThatTakesOverAttachesToTheRunningQuery() {
    OneTask task = task(AthenaOperator.query("SELECT 1"));
    task.result();
    athena.calls.clear();

    task.result();

    assertThat(athena.operations()).doesNotContain("StartQueryExecution");
    assertThat(task.text()).contains("Attached again to Athena query query-1");
  }

  @Test
  void aQueryThatWasCancelledWithItsWorkerIsStartedAnew() {
    OneTask task = task(AthenaOperator.query("SELECT 1"));
    task.result();
    String first = tokenOfFirstStart();
    athena.calls.clear();
    athena.states.add("CANCELLED");

    task.result();

    assertThat(only("StartQueryExecution").get("ClientRequestToken").asString())
        .isNotEqualTo(first);
    assertThat(task.text()).contains("was cancelled with its worker; it is started anew");
  }

  @Test
  void aStartThatIsRepeatedCarriesTheSameClientToken() {
    OneTask task = task(AthenaOperator.query("SELECT 1"));
    task.result();
    task.externalId = null;

    task.result();

    assertThat(athena.bodies("StartQueryExecution"))
        .extracting(body -> body.get("ClientRequestToken").asString())
        .hasSize(2)
        .containsOnly(tokenOfFirstStart());
    assertThat(task.notes).containsEntry("athena_query_id", "query-1");
  }

  @Test
  void aKilledTaskCancelsItsQuery() {
    athena.states.addAll(Collections.nCopies(5, "RUNNING"));
    OneTask task = task(AthenaOperator.query("SELECT 1"));
    task.atPause =
        runner -> {
          runner.end("stopped by admin");
          runner.kill();
        };

    FinishReport report = task.run();

    assertThat(only("StopQueryExecution").get("QueryExecutionId").asString()).isEqualTo("query-1");
    assertThat(report.end()).isEqualTo(End.FAILED);
    assertThat(report.reason()).isEqualTo("stopped by admin");
  }

  @Test
  void valuesReachAthenaBesideTheTextAsLiterals() {
    OneTask task =
        task(
            AthenaOperator.query("SELECT * FROM t WHERE name = ? AND zip = ? AND n > ?")
                .parameter("O'Hara {{ ds }}")
                .parameter("01234")
                .numberParameter("42"));

    task.result();

    assertThat(only("StartQueryExecution").get("ExecutionParameters").toString())
        .isEqualTo("[\"'O''Hara 2010-01-04'\",\"'01234'\",\"42\"]");
  }

  @Test
  void aNumberThatIsNoneIsRefusedBeforeTheQueryStarts() {
    FinishReport report = task(AthenaOperator.query("SELECT ?").numberParameter("1 OR 1=1")).run();

    assertThat(report.end()).isEqualTo(End.FAILED_FINALLY);
    assertThat(report.reason()).contains("\"1 OR 1=1\" is not a number");
    assertThat(athena.calls).isEmpty();
  }

  @Test
  void moreRowsThanWantedAreLeftOutAndSaidSo() {
    athena.rows = Collections.nCopies(7, List.of("a", ""));
    athena.pageSize = 3;

    JsonNode result = task(AthenaOperator.query("SELECT 1").maxRows(4)).result();

    assertThat(result.at("/rows").size()).isEqualTo(4);
    assertThat(result.at("/truncated").asBoolean()).isTrue();
  }

  @Test
  void exactlyAsManyRowsAsWantedAreNotTruncated() {
    athena.rows = Collections.nCopies(5, List.of("a", ""));
    athena.pageSize = 3;

    JsonNode result = task(AthenaOperator.query("SELECT 1").maxRows(5)).result();

    assertThat(result.at("/rows").size()).isEqualTo(5);
    assertThat(result.at("/truncated").asBoolean()).isFalse();
  }

  @Test
  void preparingStatementsRunFirstEachWithItsOwnToken() {
    OneTask task =
        task(
            AthenaOperator.query("ALTER TABLE t ADD IF NOT EXISTS PARTITION (dt = '{{ ds }}')")
                .prepare("CREATE DATABASE IF NOT EXISTS d")
                .prepare("CREATE EXTERNAL TABLE IF NOT EXISTS t (a int) LOCATION 's3://data/t/'")
                .maxRows(0));

    task.result();

    List<JsonNode> starts = athena.bodies("StartQueryExecution");
    assertThat(starts)
        .extracting(s -> s.get("QueryString").asString().split(" ")[0])
        .containsExactly("CREATE", "CREATE", "ALTER");
    assertThat(starts)
        .extracting(s -> s.get("ClientRequestToken").asString())
        .doesNotHaveDuplicates();
    assertThat(athena.operations()).doesNotContain("GetQueryResults");
  }

  @Test
  void resultsUnderTheNewTablesLocationAreWarnedAbout() {
    athena.output = "s3://data/t/results/one.txt";
    OneTask task =
        task(AthenaOperator.query("CREATE EXTERNAL TABLE t (a int)\nLOCATION 's3://data/t'"));

    task.result();

    assertThat(String.valueOf(task.notes.get("athena_warning")))
        .contains(
            "s3://data/t/results/one.txt", "under the location of the new table, s3://data/t");
    assertThat(task.lines).anyMatch(line -> line.startsWith("WARN Query results go to"));
  }

  @Test
  void resultsUnderTheLocationOfATableThatIsReadAreWarnedAbout() {
    athena.output = "s3://data/t/results/one.csv";
    OneTask task = task(AthenaOperator.query("SELECT a FROM d.t JOIN other ON true"));

    task.result();
    task.result();

    assertThat(String.valueOf(task.notes.get("athena_warning")))
        .contains("of table d.t, s3://data/t");
    assertThat(only("GetTableMetadata").get("TableName").asString()).isEqualTo("t");
  }

  @Test
  void aConditionThatDoesNotHoldSkipsTheTaskWithItsReason() {
    OneTask task =
        new OneTask(
            "query",
            d -> {
              var check = d.task("check", Boolean.class, c -> false);
              d.task(
                  "query", AthenaOperator.query("SELECT 1").onlyIf(check, "no file for {{ ds }}"));
            });
    reach(task).xcoms.put("check/return_value", "false");

    FinishReport report = task.run();

    assertThat(report.end()).isEqualTo(End.SKIPPED);
    assertThat(report.reason()).isEqualTo("no file for 2010-01-04");
    assertThat(athena.calls).isEmpty();
  }

  private JsonNode only(String operation) {
    assertThat(athena.bodies(operation)).hasSize(1);
    return athena.bodies(operation).get(0);
  }

  private String tokenOfFirstStart() {
    return athena.bodies("StartQueryExecution").get(0).get("ClientRequestToken").asString();
  }

  private OneTask task(AthenaOperator operator) {
    return reach(new OneTask("query", d -> d.task("query", operator)));
  }

  private OneTask reach(OneTask task) {
    return task.aws(athena.endpoint(), athena.endpoint(), "key", "secret");
  }
}
