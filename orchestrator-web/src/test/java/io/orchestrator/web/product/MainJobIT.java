package io.orchestrator.web.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The main job: started with one command, the seven days of flights catch up by themselves. */
@ExtendWith(SharedStandalone.class)
class MainJobIT {
  private static final Duration CATCH_UP = Duration.ofMinutes(3);

  /** A flight with a longer delay, in minutes, counts as delayed. */
  private static final int LATE = 15;

  private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 1);
  private static final Path EXPECTED = Path.of("..", "dags", "src", "test", "resources", "flights");
  private final RunningStandalone standalone;

  MainJobIT(RunningStandalone standalone) {
    this.standalone = standalone;
  }

  @BeforeEach
  void awaitTheDag() {
    standalone.awaitDag("flights_daily");
  }

  @Test
  void sevenRunsOfFlightsEndInSuccessWithTheExpectedTotals() throws IOException {
    List<JsonNode> runs = awaitSevenRuns();

    Map<String, String> expected = expectedTotals();
    assertThat(runs).hasSize(expected.size());
    for (JsonNode run : runs) {
      String day = run.path("logical_date").asString().substring(0, 10);
      JsonNode totals = totals(run.path("dag_run_id").asString());
      assertThat(asCsv(day, totals)).isEqualTo(expected.get(day));
    }
  }

  @Test
  void nothingLiesInFoldersThatOthersMayWriteTo() throws IOException {
    Path home = standalone.home();
    for (String folder : List.of("programs", "tmp", "tmp/local-aws", "tmp/worker")) {
      assertThat(Files.getPosixFilePermissions(home.resolve(folder)))
          .as(folder)
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
    assertThat(home.resolve("tmp/local-aws"))
        .as("DuckDB unpacks its library at its start")
        .isDirectoryContaining("glob:**/libduckdb*");
    int port = standalone.state().path("ports").path("postgres").asInt();
    assertThat(Path.of("/tmp/.s.PGSQL." + port)).doesNotExist();
  }

  @Test
  void aFurtherDayPutIntoTheLandingFolderGetsItsTotalsWhenTriggeredForItsDate() throws IOException {
    Path landing = standalone.home().resolve("landing").resolve("flights");
    List<String> rows = copyOfADay(landing.resolve("flights-2001-01-02.csv.gz"), 100);
    write(landing.resolve("flights-2001-01-09.csv.gz"), rows);

    JsonNode run =
        standalone.post(
            "/api/v2/dags/flights_daily/dagRuns", "{\"logical_date\":\"2001-01-09T00:00:00Z\"}");
    String runId = run.path("dag_run_id").asString();
    await()
        .atMost(CATCH_UP)
        .until(() -> standalone.runState("flights_daily", runId), RunningStandalone::ended);

    assertThat(standalone.runState("flights_daily", runId)).isEqualTo("success");
    assertThat(asCsv("2001-01-09", totals(runId))).isEqualTo(counted("2001-01-09", rows));
  }

  private List<JsonNode> awaitSevenRuns() {
    List<JsonNode> last = new ArrayList<>();
    await()
        .atMost(CATCH_UP)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              last.clear();
              standalone
                  .get("/api/v2/dags/flights_daily/dagRuns?run_type=scheduled")
                  .path("dag_runs")
                  .forEach(last::add);
              return last.size() == 7
                  && last.stream()
                      .allMatch(r -> RunningStandalone.ended(r.path("state").asString()));
            });
    assertThat(last).allSatisfy(r -> assertThat(r.path("state").asString()).isEqualTo("success"));
    return last;
  }

  private JsonNode totals(String runId) {
    JsonNode value = standalone.xcom("flights_daily", runId, "summarise").path("value");
    return value.isString() ? RunningStandalone.json(value.asString()) : value;
  }

  private static String asCsv(String day, JsonNode totals) {
    return String.join(
        ",",
        day,
        totals.path("flights").asString(),
        totals.path("total_delay_min").asString(),
        totals.path("total_miles").asString(),
        totals.path("origins").asString(),
        totals.path("delayed_flights").asString());
  }

  /** Expected line by day. */
  private static Map<String, String> expectedTotals() throws IOException {
    Map<String, String> lines = new java.util.TreeMap<>();
    List<String> all = Files.readAllLines(EXPECTED.resolve("expected-daily-totals.csv"));
    for (String line : all.subList(1, all.size())) {
      lines.put(line.substring(0, 10), line);
    }
    assertThat(lines).containsKey(FIRST_DAY.toString());
    return lines;
  }

  /** The totals, counted here over the rows of {@code departed_at,delay,distance,origin,…}. */
  private static String counted(String day, List<String> lines) {
    List<String[]> flights = lines.stream().skip(1).map(line -> line.split(",")).toList();
    IntStream delays = flights.stream().mapToInt(f -> Integer.parseInt(f[1]));
    return String.join(
        ",",
        day,
        String.valueOf(flights.size()),
        String.valueOf(delays.sum()),
        String.valueOf(flights.stream().mapToInt(f -> Integer.parseInt(f[2])).sum()),
        String.valueOf(flights.stream().map(f -> f[3]).distinct().count()),
        String.valueOf(flights.stream().filter(f -> Integer.parseInt(f[1]) > LATE).count()));
  }

  private static List<String> copyOfADay(Path file, int rows) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("2001-01-02", "2001-01-09").lines().limit(rows + 1L).toList();
    }
  }

  private static void write(Path file, List<String> lines) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
