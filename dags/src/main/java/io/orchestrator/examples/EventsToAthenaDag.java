package io.orchestrator.examples;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagDefinition;
import io.orchestrator.operators.amazon.AthenaOperator;
import io.orchestrator.operators.amazon.Aws;
import io.orchestrator.operators.amazon.S3;
import io.orchestrator.operators.amazon.S3Address;
import io.orchestrator.timetable.Schedule;
import java.time.Duration;

/** Tells Athena about each new day of files in S3, one partition at a time. */
public class EventsToAthenaDag implements DagDefinition {
  private static final String BUCKET = "s3://datacenternotes-athena";

  /** The folder of one day, by template: {@code …/year=2010/month=01/day=04/}. */
  private static final String DAY =
      BUCKET
          + "/data/year={{ logical_date.strftime('%Y') }}/month={{ logical_date.strftime('%m') }}"
          + "/day={{ logical_date.strftime('%d') }}/";

  private static final String CREATE_DATABASE = "CREATE DATABASE IF NOT EXISTS historydb";

  private static final String CREATE_TABLE =
      """
      CREATE EXTERNAL TABLE IF NOT EXISTS historydb.events_table (
        `date` string, description string, lang string, category1 string, granularity string)
      PARTITIONED BY (year int, month int, day int)
      ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
      WITH SERDEPROPERTIES ('separatorChar' = ',', 'quoteChar' = '"', 'escapeChar' = '\\\\')
      LOCATION '%s/data/'
      """
          .formatted(BUCKET);

  // IF NOT EXISTS: a run that is cleared or retried changes nothing.
  private static final String ADD_PARTITION =
      """
      ALTER TABLE historydb.events_table ADD IF NOT EXISTS
      PARTITION (year = {{ logical_date.year }}, month = {{ logical_date.month }},
                 day = {{ logical_date.day }})
      LOCATION '%s'
      """
          .formatted(DAY);

  @Override
  public Dag define() {
    return Dag.define(
        "add_events_partition_to_athena",
        d -> {
          d.description("Adds a partition to an Athena table for each day that has a file in S3.");
          d.doc(DOC);
          // 90 runs, one for each day, strictly one after the other.
          d.schedule(Schedule.daily()).start("2010-01-01").end("2010-03-31").catchup(true);
          d.maxActiveRuns(1).pausedAtCreation(true);
          d.tags("example", "athena", "s3");
          d.defaults(task -> task.retries(1).retryDelay(Duration.ofHours(1)).dependsOnPast(true));

          // S3 is asked with a HEAD request: nothing is downloaded. "Not found" is an answer;
          // a missing permission or a dead network is an error, and the task fails and is retried.
          var check =
              d.task(
                  "check_for_new_files",
                  Boolean.class,
                  c -> {
                    S3Address file = S3Address.parse(c.render(DAY + "data.csv"));
                    boolean found = S3.exists(Aws.s3(c), file);
                    c.log(found ? "Found {}" : "There is no {}", file);
                    c.pushXCom("add_partition", found);
                    return found;
                  });

          // Using `check` draws the edge between the two. The operator waits until Athena is done;
          // the first run makes the database and the table, for the others that is a no-op.
          d.task(
              "update_partition",
              AthenaOperator.query(ADD_PARTITION)
                  .onlyIf(check, "there is no file for {{ ds }}: " + DAY + "data.csv")
                  .prepare(CREATE_DATABASE)
                  .prepare(CREATE_TABLE)
                  .outputLocation(BUCKET + "/athena-results/")
                  .maxRows(0));
        });
  }

  private static final String DOC =
      """
      ### New days of events for Athena

      Files lie in S3 by day: `data/year=2010/month=01/day=04/data.csv`. Athena reads a day only when
      the table knows it as a partition. Letting Athena search all folders for new ones costs more
      each day; this DAG adds the one partition that is new.

      `check_for_new_files` looks whether the day has a file; `update_partition` adds the partition,
      or is **skipped** with the reason.

      Unpause it and watch 90 days catch up: 12 of them have a file, 78 are skipped. Then ask Athena:

      ```sql
      SELECT * FROM historydb.events_table WHERE year = 2010 AND month = 1 AND day = 4
      ```

      A day runs only after the day before has succeeded or was skipped. If a day fails, the run page
      of the next one says which it waits for.
      """;
}
