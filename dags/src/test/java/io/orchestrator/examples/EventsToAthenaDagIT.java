package io.orchestrator.examples;

import static io.orchestrator.testing.DagTestAssert.assertThat;
import static io.orchestrator.testing.DagTestAssert.because;

import io.orchestrator.run.TaskState;
import io.orchestrator.testing.DagTestRun;
import io.orchestrator.testing.DagTestRuns;
import io.orchestrator.testing.DagTester;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsToAthenaDagIT {
  private static final List<String> DAYS =
      List.of(
          "2010-01-03",
          "2010-01-04",
          "2010-01-08",
          "2010-01-12",
          "2010-01-15",
          "2010-01-25",
          "2010-02-03",
          "2010-02-12",
          "2010-02-18",
          "2010-02-27",
          "2010-03-16",
          "2010-03-26");
  private final LocalLake lake;

  EventsToAthenaDagIT(@TempDir Path folder) throws IOException {
    lake = new LocalLake(folder);
    for (String day : DAYS) {
      LocalLake.copy("/events/" + day + ".csv", lake.object(key(day)));
    }
  }

  @AfterEach
  void stop() throws IOException {
    lake.close();
  }

  @Test
  void ninetyDaysMakeTwelvePartitionsAndRunningOneAgainChangesNothing() {
    DagTestRuns runs = tester().runs("2010-01-01", "2010-03-31");

    assertThat(runs)
        .allSucceeded(90)
        .task("check_for_new_files", TaskState.SUCCESS, 90)
        .task("update_partition", TaskState.SUCCESS, 12)
        .task("update_partition", TaskState.SKIPPED, 78);
    Assertions.assertThat(
            runs.all().stream()
                .filter(run -> added(run))
                .map(run -> String.valueOf(run.run().logicalDate()).substring(0, 10)))
        .containsExactlyElementsOf(DAYS);
    List<List<String>> partitions = ask("SHOW PARTITIONS historydb.events_table");
    Assertions.assertThat(partitions).hasSize(12).contains(List.of("year=2010/month=1/day=4"));

    assertThat(runs.clear("2010-01-04")).allSucceeded(90);

    Assertions.assertThat(ask("SHOW PARTITIONS historydb.events_table")).isEqualTo(partitions);
  }

  @Test
  void aDayWithAFileCanBeAskedForInAthena() {
    assertThat(tester().logicalDate("2010-01-04").run())
        .succeeded()
        .task("update_partition")
        .sqlContains("ADD IF NOT EXISTS");

    List<List<String>> rows =
        ask("SELECT * FROM historydb.events_table WHERE year = 2010 AND month = 1 AND day = 4");

    Assertions.assertThat(rows)
        .containsExactly(
            List.of(
                "date", "description", "lang", "category1", "granularity", "year", "month", "day"),
            List.of(
                "2010/01/04",
                "The tallest tower in the world, the \"Burj Khalifa\" in Dubai, opens to the public;"
                    + " its height is 828 metres. See https://example.org/towers?name=burj&lang=en",
                "en",
                "January",
                "year",
                "2010",
                "1",
                "4"));
  }

  @Test
  void aDayWithoutAFileIsSkippedWithTheReason() {
    assertThat(tester().logicalDate("2010-01-05").run())
        .succeeded()
        .task("check_for_new_files")
        .xcom("add_partition", false)
        .task("update_partition")
        .wasSkipped(because("there is no file for 2010-01-05"));
  }

  @Test
  void aRefusedRequestIsAFailureAndNotAMissingFile() {
    DagTester wrongKey =
        DagTester.of(new EventsToAthenaDag()).connection(lake.connection("not-the-secret"));

    assertThat(wrongKey.logicalDate("2010-01-04").run())
        .failed()
        .task("check_for_new_files")
        .failed()
        .hadTries(2)
        .task("update_partition")
        .upstreamFailed();
  }

  private DagTester tester() {
    return DagTester.of(new EventsToAthenaDag()).connection(lake.connection());
  }

  private static boolean added(DagTestRun run) {
    return run.task("check_for_new_files").result(Boolean.class).orElse(false);
  }

  private List<List<String>> ask(String sql) {
    return lake.ask(sql, "s3://datacenternotes-athena/tmp/");
  }

  private static String key(String day) {
    String[] parts = day.split("-", 3);
    return "datacenternotes-athena/data/year=%s/month=%s/day=%s/data.csv"
        .formatted(parts[0], parts[1], parts[2]);
  }
}
