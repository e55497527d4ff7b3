package io.orchestrator.examples;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagBuilder;
import io.orchestrator.dag.DagDefinition;
import io.orchestrator.dag.Node;
import io.orchestrator.dag.TaskRef;
import io.orchestrator.model.TriggerRule;
import io.orchestrator.operator.Poll;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.operators.amazon.AthenaOperator;
import io.orchestrator.operators.amazon.AthenaResult;
import io.orchestrator.operators.amazon.Aws;
import io.orchestrator.operators.amazon.S3;
import io.orchestrator.operators.amazon.S3Address;
import io.orchestrator.timetable.Schedule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.S3Client;

/** A day of US domestic flights: from a landed file to checked figures and reports. */
public class FlightsDailyDag implements DagDefinition {

  /** Names the folder, or the s3:// prefix, where files arrive. */
  private static final String LANDING = "flights_landing";

  // Change these two for a lake of your own; S3 bucket names are unique in the world.
  private static final String BUCKET = "lake";
  private static final String LAKE = "s3://" + BUCKET;

  private static final String FILE = "flights-{{ ds }}.csv.gz";
  private static final String RAW_DAY = LAKE + "/raw/flights/dt={{ ds }}/";
  private static final String REPORTS = LAKE + "/reports/dt={{ ds }}/";
  private static final S3Address AIRPORTS = S3Address.parse(LAKE + "/raw/airports/airports.csv");

  /** What the checks look at, counted by one query. */
  public record Quality(long flights, long nullOrigins, long badDelays, long extremeDelays) {}

  @Override
  public Dag define() {
    return Dag.define(
        "flights_daily",
        d -> {
          d.description("Loads a day of flights into a lake, checks it and reports on it.");
          d.doc(DOC);
          // Seven runs by catch-up. The end bounds the schedule only: a run for any later day
          // can be triggered by hand, nothing below knows which days there are.
          d.schedule(Schedule.daily()).start("2001-01-01").end("2001-01-07").catchup(true);
          d.maxActiveRuns(4).pausedAtCreation(false);
          d.tags("example", "athena", "s3");
          d.defaults(task -> task.retries(2).retryDelay(Duration.ofSeconds(10)));

          // Between two looks the sensor holds no worker.
          var landed =
              d.sensor("wait_for_file", FlightsDailyDag::look)
                  .pokeInterval(Duration.ofSeconds(10))
                  .timeout(Duration.ofDays(1));
          var bucket = d.task("create_bucket", S3.createBucket(BUCKET));
          var raw = d.task("upload_raw", landed, FlightsDailyDag::uploadRaw);
          var airports = d.task("upload_airports", FlightsDailyDag::uploadAirports);
          bucket.then(raw, airports);

          var partition = d.task("add_partition", addPartition());
          raw.then(partition);

          var measured = d.task("measure_quality", AthenaResult.class, athena(MEASURE_QUALITY));
          partition.then(measured);
          var checked = d.task("check_quality", measured, FlightsDailyDag::check);

          // A side branch: it warns and lists the flights, and holds nothing else up.
          var extremes = d.task("list_extreme_delays", AthenaResult.class, athena(LIST_EXTREMES));
          var warning =
              d.action("warn_of_extreme_delays", checked, extremes, FlightsDailyDag::warn);
          d.when("has_extreme_delays", checked, q -> q.extremeDelays() > 0).then(extremes);

          var reports = reports(d, checked, airports);

          // The branch may have been skipped: that is fine, a failure is not.
          var summary = d.task("summarise", reports.totals(), FlightsDailyDag::summarise);
          summary.rule(TriggerRule.NONE_FAILED);
          Node.all(reports.all(), warning).then(summary);
        });
  }

  private record Reports(TaskRef<AthenaResult> totals, Node all) {}

  /** Three reports side by side; the totals are also what the summary is made from. */
  private static Reports reports(DagBuilder d, TaskRef<Quality> checked, TaskRef<String> airports) {
    return d.group(
        "reports",
        g -> {
          var origins = g.task("daily_origin", report(DAILY_ORIGIN, "daily_origin.csv"));
          var totals =
              g.task("daily_totals", AthenaResult.class, report(DAILY_TOTALS, "daily_totals.csv"));
          var busiest =
              g.task(
                  "busiest_airports",
                  report(BUSIEST_AIRPORTS, "busiest_airports.csv").prepare(CREATE_AIRPORTS));
          airports.then(busiest);
          return new Reports(totals, checked.then(origins, totals, busiest));
        });
  }

  /** A query whose whole result becomes one CSV file. */
  private static AthenaOperator report(String sql, String file) {
    return athena(sql).csv(REPORTS + file);
  }

  /** Athena's own result files are kept apart from the tables, which would read them as rows. */
  private static AthenaOperator athena(String sql) {
    return AthenaOperator.query(sql).outputLocation(LAKE + "/athena-results/");
  }

  /** Several runs may do this at the same time: every statement is safe to repeat. */
  private static AthenaOperator addPartition() {
    return athena(
            """
            ALTER TABLE flights.raw_flights ADD IF NOT EXISTS
            PARTITION (dt = '{{ ds }}') LOCATION '%s'
            """
                .formatted(RAW_DAY))
        .prepare("CREATE DATABASE IF NOT EXISTS flights")
        .prepare(CREATE_FLIGHTS)
        .maxRows(0);
  }

  private static Poll<String> look(TaskContext c) {
    String file = inLanding(c, c.render(FILE));
    boolean there =
        S3Address.looksLike(file)
            ? S3.exists(Aws.s3(c), S3Address.parse(file))
            : Files.isRegularFile(Path.of(file));
    return there ? Poll.ready(file) : Poll.notYet("there is no file " + file + " yet");
  }

  /** The upload overwrites: running a day again leaves one file with the same content. */
  private static String uploadRaw(TaskContext c, String file) throws IOException {
    S3Client s3 = Aws.s3(c);
    S3Address target = S3Address.parse(c.render(RAW_DAY + FILE));
    if (S3Address.looksLike(file)) {
      copy(s3, S3Address.parse(file), target);
    } else {
      requireWhole(Path.of(file));
      S3.upload(s3, Path.of(file), target);
    }
    c.log("Copied {} to {}", file, target);
    return target.toString();
  }

  /** Airports hardly ever change: they go up once, later runs find them there. */
  private static String uploadAirports(TaskContext c) {
    S3Client s3 = Aws.s3(c);
    if (S3.exists(s3, AIRPORTS)) {
      c.log("{} is there already", AIRPORTS);
      return AIRPORTS.toString();
    }
    String file = inLanding(c, "airports.csv");
    if (S3Address.looksLike(file)) {
      copy(s3, S3Address.parse(file), AIRPORTS);
    } else {
      S3.upload(s3, Path.of(file), AIRPORTS);
    }
    c.log("Copied {} to {}", file, AIRPORTS);
    return AIRPORTS.toString();
  }

  private static void copy(S3Client s3, S3Address from, S3Address to) {
    s3.copyObject(
        b ->
            b.sourceBucket(from.bucket())
                .sourceKey(from.key())
                .destinationBucket(to.bucket())
                .destinationKey(to.key()));
  }

  /** A file that is still being written ends too early; the retry finds it whole. */
  private static void requireWhole(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static String inLanding(TaskContext c, String name) {
    String landing =
        c.variable(LANDING)
            .orElseThrow(
                () ->
                    new TaskFailedException(
                        "Variable "
                            + LANDING
                            + " is not set, so nobody knows where files arrive. Set it to a folder"
                            + " or an s3:// prefix, then clear this task."));
    return landing.endsWith("/") ? landing + name : landing + "/" + name;
  }

  /** Fails the run with the figure that is wrong. Trying again would count the same rows again. */
  private static Quality check(TaskContext c, AthenaResult r) {
    Quality q =
        new Quality(
            r.number(0, "flights"),
            r.number(0, "null_origins"),
            r.number(0, "bad_delays"),
            r.number(0, "extreme_delays"));
    c.log("{}", q);
    require(c, q.flights() > 0, "no rows at all: 0 flights");
    require(c, q.nullOrigins() == 0, q.nullOrigins() + " flights without an origin");
    require(
        c,
        q.badDelays() == 0,
        q.badDelays() + " flights with a delay outside of [-1440, 2880] min");
    return q;
  }

  private static void require(TaskContext c, boolean holds, String otherwise) {
    if (!holds) {
      throw new TaskFailedException(
          c.render("The data of {{ ds }} is not fit for reports: ")
              + otherwise
              + c.render(
                  ". Nothing was reported. Mend the file, then clear upload_raw of this run."));
    }
  }

  /** A result holds the first rows only: the number comes from the count. */
  private static void warn(TaskContext c, Quality q, AthenaResult extremes) {
    c.warn("{} flights with a delay beyond 1,000 minutes:", q.extremeDelays());
    for (List<String> row : extremes.rows()) {
      c.warn("{}", String.join(", ", row));
    }
    if (extremes.truncated()) {
      c.warn(
          "Only the first {} are listed here, all are in {}",
          extremes.rows().size(),
          extremes.outputLocation());
    }
  }

  private static Map<String, Long> summarise(TaskContext c, AthenaResult totals) {
    Map<String, Long> summary = new LinkedHashMap<>();
    for (String figure :
        List.of("flights", "total_delay_min", "total_miles", "origins", "delayed_flights")) {
      summary.put(figure, totals.number(0, figure));
    }
    c.log("{}", summary);
    return summary;
  }

  private static final String CREATE_FLIGHTS =
      """
      CREATE EXTERNAL TABLE IF NOT EXISTS flights.raw_flights (
        departed_at string, delay int, distance int, origin string, destination string)
      PARTITIONED BY (dt string)
      ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
      LOCATION '%s/raw/flights/'
      TBLPROPERTIES ('skip.header.line.count' = '1')
      """
          .formatted(LAKE);

  private static final String CREATE_AIRPORTS =
      """
      CREATE EXTERNAL TABLE IF NOT EXISTS flights.airports (
        iata string, name string, city string, state string, country string,
        latitude string, longitude string)
      ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
      LOCATION '%s/raw/airports/'
      TBLPROPERTIES ('skip.header.line.count' = '1')
      """
          .formatted(LAKE);

  private static final String MEASURE_QUALITY =
      """
      SELECT count(*) AS flights,
             count(*) FILTER (WHERE origin IS NULL OR origin = '') AS null_origins,
             count(*) FILTER (WHERE delay IS NULL OR delay NOT BETWEEN -1440 AND 2880) AS bad_delays,
             count(*) FILTER (WHERE abs(delay) > 1000) AS extreme_delays
      FROM flights.raw_flights
      WHERE dt = '{{ ds }}'
      """;

  private static final String LIST_EXTREMES =
      """
      SELECT departed_at, origin, destination, delay
      FROM flights.raw_flights
      WHERE dt = '{{ ds }}' AND abs(delay) > 1000
      ORDER BY departed_at, origin, destination
      """;

  /** Late is more than a quarter of an hour, as the Bureau of Transportation Statistics has it. */
  private static final String DAILY_ORIGIN =
      """
      SELECT dt AS flight_date,
             origin,
             count(*) AS flights,
             sum(delay) AS total_delay_min,
             count(*) FILTER (WHERE delay > 15) AS delayed_flights,
             max(delay) AS worst_delay_min
      FROM flights.raw_flights
      WHERE dt = '{{ ds }}'
      GROUP BY dt, origin
      ORDER BY origin
      """;

  private static final String DAILY_TOTALS =
      """
      SELECT dt AS flight_date,
             count(*) AS flights,
             sum(delay) AS total_delay_min,
             sum(distance) AS total_miles,
             count(DISTINCT origin) AS origins,
             count(*) FILTER (WHERE delay > 15) AS delayed_flights
      FROM flights.raw_flights
      WHERE dt = '{{ ds }}'
      GROUP BY dt
      """;

  private static final String BUSIEST_AIRPORTS =
      """
      SELECT f.origin, a.name, a.city, a.state, count(*) AS flights
      FROM flights.raw_flights f
      LEFT JOIN flights.airports a ON a.iata = f.origin
      WHERE f.dt = '{{ ds }}'
      GROUP BY f.origin, a.name, a.city, a.state
      ORDER BY flights DESC, f.origin
      LIMIT 20
      """;

  private static final String DOC =
      """
      ### A day of flights

      Waits for `flights-YYYY-MM-DD.csv.gz` where the variable `flights_landing` says, copies it to
      `s3://lake/raw/flights/`, tells Athena about the new partition, and checks the data **before**
      anybody reads it:

      | Check | If not |
      | --- | --- |
      | there are flights | the run fails |
      | each has an origin | the run fails, and says how many have none |
      | each delay lies within [-1440, 2880] minutes | the run fails, and says how many do not |
      | no delay beyond 1,000 minutes | a warning says how many and lists the first 100 |

      Then three reports are written to `s3://lake/reports/dt=YYYY-MM-DD/`: `daily_origin.csv`,
      `daily_totals.csv` and `busiest_airports.csv`. `summarise` returns the figures of the day as
      XCom. Running a day again changes nothing.

      **Try it:** put the file of another day into the landing folder and trigger a run for that date.

      The data are the on-time records of the US Bureau of Transportation Statistics, in the public
      domain: seven days of January 2001 come with the product.
      """;
}
