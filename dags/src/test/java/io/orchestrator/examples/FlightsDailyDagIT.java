package io.orchestrator.examples;

import static io.orchestrator.testing.DagTestAssert.assertThat;
import static io.orchestrator.testing.DagTestAssert.because;

import io.orchestrator.run.TaskState;
import io.orchestrator.testing.DagTestRun;
import io.orchestrator.testing.DagTestRuns;
import io.orchestrator.testing.DagTester;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightsDailyDagIT {
  private static final List<String> DAYS =
      IntStream.rangeClosed(1, 7).mapToObj(day -> "2001-01-0" + day).toList();
  private static final String HEADER = "departed_at,delay,distance,origin,destination";
  private final LocalLake lake;
  private final Path landing;

  FlightsDailyDagIT(@TempDir Path folder) throws IOException {
    lake = new LocalLake(folder.resolve("aws"));
    landing = folder.resolve("landing");
    LocalLake.copy("/flights/airports.csv", landing.resolve("airports.csv"));
  }

  @AfterEach
  void stop() throws IOException {
    lake.close();
  }

  @Test
  void sevenDaysOfRealFlightsGiveExactlyTheExpectedReports() throws IOException {
    landRealDays(DAYS);

    DagTestRuns runs = tester().runs("2001-01-01", "2001-01-07");

    assertThat(runs)
        .allSucceeded(7)
        .task("summarise", TaskState.SUCCESS, 7)
        .task("list_extreme_delays", TaskState.SUCCESS, 4)
        .task("list_extreme_delays", TaskState.SKIPPED, 3);
    Assertions.assertThat(allDays("daily_totals.csv"))
        .isEqualTo(resource("/flights/expected-daily-totals.csv"));
    Assertions.assertThat(allDays("daily_origin.csv"))
        .isEqualTo(resource("/flights/expected-daily-origin.csv"));
    assertThat(runs.on("2001-01-01"))
        .task("summarise")
        .returned(
            Map.of(
                "flights", 14828,
                "total_delay_min", 239194,
                "total_miles", 11178970,
                "origins", 221,
                "delayed_flights", 4737))
        .task("warn_of_extreme_delays")
        .logged("2 flights with a delay beyond 1,000 minutes");
  }

  @Test
  void runningADayAgainChangesNothing() throws IOException {
    landRealDays(List.of("2001-01-01"));
    DagTestRuns runs = tester().runs("2001-01-01", "2001-01-01");
    Map<String, String> before = reports("2001-01-01");

    assertThat(runs.clear("2001-01-01")).allSucceeded(1);

    Assertions.assertThat(reports("2001-01-01")).isEqualTo(before);
    Assertions.assertThat(before.get("daily_totals.csv")).contains("2001-01-01,14828,239194,");
  }

  @Test
  void theBusiestAirportsHaveNameCityAndState() throws IOException {
    landRealDays(List.of("2001-01-01"));

    assertThat(tester().logicalDate("2001-01-01").run()).succeeded();

    Assertions.assertThat(report("2001-01-01", "busiest_airports.csv").lines())
        .hasSize(21)
        .startsWith(
            "origin,name,city,state,flights", "ORD,Chicago O'Hare International,Chicago,IL,878");
  }

  @Test
  void aDayBeyondTheSevenIsRunByHand() throws IOException {
    land(
        "2001-01-08",
        HEADER,
        "2001-01-08 06:00:00,16,300,ATL,ORD",
        "2001-01-08 07:00:00,15,200,ATL,ORD",
        "2001-01-08 08:00:00,-5,100,ORD,ATL");

    assertThat(tester().logicalDate("2001-01-08").run())
        .succeeded()
        .task("summarise")
        .returned(
            Map.of(
                "flights", 3,
                "total_delay_min", 26,
                "total_miles", 600,
                "origins", 2,
                "delayed_flights", 1));
    Assertions.assertThat(report("2001-01-08", "daily_origin.csv"))
        .isEqualTo(
            """
            flight_date,origin,flights,total_delay_min,delayed_flights,worst_delay_min
            2001-01-08,ATL,2,31,1,16
            2001-01-08,ORD,1,-5,0,-5
            """);
  }

  @Test
  void filesMayLandInS3() throws IOException {
    landRealDays(List.of("2001-01-02"));
    Files.createDirectories(lake.object("inbox/flights"));
    for (String file : List.of("flights-2001-01-02.csv.gz", "airports.csv")) {
      Files.copy(landing.resolve(file), lake.object("inbox/flights/" + file));
    }

    assertThat(
            tester()
                .variable("flights_landing", "s3://inbox/flights/")
                .logicalDate("2001-01-02")
                .run())
        .succeeded()
        .task("wait_for_file")
        .returned("s3://inbox/flights/flights-2001-01-02.csv.gz");
  }

  @Test
  void aFileWithoutRowsFailsTheRunWithTheFigure() throws IOException {
    land("2001-01-08", HEADER);

    assertFails("0 flights");
  }

  @Test
  void flightsWithoutOriginFailTheRunWithTheFigure() throws IOException {
    land(
        "2001-01-08",
        HEADER,
        "2001-01-08 06:00:00,1,300,,ORD",
        "2001-01-08 07:00:00,1,300,,ORD",
        "2001-01-08 08:00:00,1,300,ATL,ORD");

    assertFails("2 flights without an origin");
  }

  @Test
  void impossibleDelaysFailTheRunWithTheFigure() throws IOException {
    land(
        "2001-01-08",
        HEADER,
        "2001-01-08 06:00:00,2880,300,ATL,ORD",
        "2001-01-08 07:00:00,2881,300,ATL,ORD");

    assertFails("1 flights with a delay outside of [-1440, 2880] min");
  }

  @Test
  void manyExtremeDelaysAreCountedInFullAndTheListSaysThatItIsCut() throws IOException {
    String[] lines = new String[151];
    Arrays.fill(lines, "2001-01-08 06:00:00,1001,300,ATL,ORD");
    lines[0] = HEADER;
    land("2001-01-08", lines);

    assertThat(tester().logicalDate("2001-01-08").run())
        .succeeded()
        .task("warn_of_extreme_delays")
        .logged("150 flights with a delay beyond 1,000 minutes")
        .logged("Only the first 100 are listed here, all are in s3://lake/athena-results/");
  }

  @Test
  void withoutALandingPlaceTheSensorSaysWhatToSet() {
    assertThat(
            DagTester.of(new FlightsDailyDag())
                .connection(lake.connection())
                .logicalDate("2001-01-01")
                .run())
        .failed()
        .task("wait_for_file")
        .failed(because("Variable flights_landing is not set"));
  }

  private void assertFails(String figure) {
    DagTestRun run = tester().logicalDate("2001-01-08").run();
    assertThat(run)
        .failed()
        .task("check_quality")
        .failed(because(figure))
        .hadTries(1)
        .task("summarise")
        .upstreamFailed();
    Assertions.assertThat(lake.object("lake/reports")).doesNotExist();
  }

  private DagTester tester() {
    return DagTester.of(new FlightsDailyDag())
        .connection(lake.connection())
        .variable("flights_landing", landing.toString());
  }

  private void landRealDays(List<String> days) throws IOException {
    for (String day : days) {
      String file = "flights-" + day + ".csv.gz";
      LocalLake.copy("/flights/" + file, landing.resolve(file));
    }
  }

  private void land(String day, String... lines) throws IOException {
    Path file = landing.resolve("flights-" + day + ".csv.gz");
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      out.write(String.join("\n", lines) + "\n");
    }
  }

  private Map<String, String> reports(String day) throws IOException {
    return Map.of(
        "daily_origin.csv", report(day, "daily_origin.csv"),
        "daily_totals.csv", report(day, "daily_totals.csv"),
        "busiest_airports.csv", report(day, "busiest_airports.csv"));
  }

  private String report(String day, String name) throws IOException {
    return lake.text("lake/reports/dt=" + day + "/" + name);
  }

  /** One header, then the rows of all days. */
  private String allDays(String name) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String day : DAYS) {
      String text = report(day, name);
      String rows = text.lines().skip(1).collect(Collectors.joining("\n", "", "\n"));
      all.append(all.isEmpty() ? text : rows);
    }
    return all.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(FlightsDailyDagIT.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
