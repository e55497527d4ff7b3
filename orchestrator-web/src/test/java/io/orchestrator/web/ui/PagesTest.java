package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.web.ui.admin.Secrets;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page renders from fixture data, complete without JavaScript, and leaks no secret. */
class PagesTest {
  private static final String RUN = "/dags/flights_daily/runs/scheduled__2026-11-22T04:00:00Z";
  private static PageCalls pages;

  @BeforeAll
  static void start() {
    pages = new PageCalls();
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  static List<String> everyPage() {
    return List.of(
        "/",
        "/login",
        "/dags",
        "/dags?q=nothing",
        "/dags/flights_daily",
        "/dags/flights_daily?run=scheduled__2026-11-21T04:00:00Z&task=upload_raw",
        "/dags/flights_daily/runs",
        "/dags/flights_daily/trigger",
        "/dags/flights_daily/code",
        "/dags/flights_daily/events",
        "/dags/flights_daily/details",
        RUN,
        RUN + "/events",
        RUN + "/tasks/aggregate.by_origin",
        RUN + "/tasks/aggregate.by_origin?tab=templates",
        RUN + "/tasks/aggregate.by_origin?tab=xcom",
        RUN + "/tasks/aggregate.by_origin?tab=details",
        "/dag_runs",
        "/events",
        "/import-errors",
        "/connections",
        "/connections?edit=aws_default",
        "/variables",
        "/variables?edit=api_token",
        "/pools",
        "/pools?edit=",
        "/settings");
  }

  @ParameterizedTest
  @MethodSource("everyPage")
  void everyPageRendersWithoutInlineScriptStyleOrSecret(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("</html>")
        .doesNotContain("hunter")
        .doesNotContain("style=\"")
        .doesNotContain("<style")
        .doesNotContainPattern(Pattern.compile(" on[a-z]+=\""))
        .doesNotContainPattern(Pattern.compile("<script(?![^>]*src=)"))
        .doesNotContainPattern(Pattern.compile("(src|href)=\"https?://(?!example.com)"));
  }

  /** What is asked for beside pages: questions before orders, and parts that come later. */
  static Stream<String> everyPageAndPart() {
    String task = RUN + "/tasks/aggregate.by_origin";
    return Stream.concat(
        everyPage().stream(),
        Stream.of(
            "/dags/flights_daily/pause?paused=true",
            "/dags/flights_daily/pause?paused=false",
            RUN + "/clear",
            task + "/clear?below=on",
            RUN + "/mark?state=failed",
            task + "/mark?state=success",
            "/pools/athena/delete",
            "/variables/gone/delete",
            "/dags/flights_daily/cell?run=scheduled__2026-11-22T04:00:00Z&task=upload_raw",
            task + "/log?try=1",
            task + "/log?try=1&from=1&to=9",
            task + "/log?try=1&q=x"));
  }

  @ParameterizedTest
  @MethodSource("everyPageAndPart")
  void everyPageReadsTheStoreOnceSoThatAllOfItIsOfOneMoment(String path) throws Exception {
    get("/"); // what surrounds every page is read at most once a second
    int before = pages.store().transactions();
    assertThat(get(path).statusCode()).isEqualTo(200);
    assertThat(pages.store().transactions() - before).isLessThanOrEqualTo(1);
  }

  @Test
  void anUnknownDagIs404AndNamesTheNearestOne() throws Exception {
    HttpResponse<String> answer = get("/dags/flights_dayly");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .contains("There is no DAG called flights_dayly.")
        .contains("href=\"/dags/flights_daily\"")
        .contains("one letter differs");
  }

  @Test
  void aWarningIsOnTheDagsPageAndBelowTheImportErrorsAndCountsAsNone() throws Exception {
    assertThat(get("/dags/flights_daily").body())
        .contains("FlightsDaily.java:3 loads, but should be mended.")
        .contains("there is no pool &quot;athna&quot;");
    assertThat(get("/import-errors").body())
        .contains("1 problem.")
        .contains("there is no pool &quot;athna&quot;");
  }

  @Test
  void whatIsLeftAloneIsInHealthWithItsReason() throws Exception {
    assertThat(get("/").body()).contains("DAG flights_daily: Its row is locked.");
  }

  @Test
  void theAuditShowsWhatPeopleDidAndIsFilteredByWhoWhatWhereAndWhen() throws Exception {
    assertThat(get("/events").body())
        .contains("Cleared tasks", "anna", "3 task instances")
        .contains("name=\"who\"", "name=\"what\"", "name=\"dag\"", "name=\"from\"")
        .doesNotContain("task.failed_will_retry");
    assertThat(get("/events?show=all").body()).contains("task.failed_will_retry");
    assertThat(get("/events?who=ben").body()).contains("Nothing fits these filters.");
    assertThat(get("/events?what=dag.&who=anna").body()).contains("Nothing fits these filters.");
    assertThat(get("/events?what=task.clear&from=2026-11-22&until=2026-11-22").body())
        .contains("value=\"2026-11-22\"", "3 task instances");
    assertThat(get("/events?from=soon").statusCode()).isEqualTo(400);
  }

  @Test
  void timesAreInTheBrowsersZoneWithTheDagsBeside() throws Exception {
    pages.cookie("orchestrator_browser_zone", "America/New_York");
    String newYork = get("/events").body();
    pages.cookie("orchestrator_browser_zone", "UTC");
    assertThat(newYork).contains(">23:13<", "04:13 UTC");
    assertThat(newYork.split("<time", -1)).as("one moment for each entry").hasSize(1 + 1);
    assertThat(get("/events").body()).contains(">04:13<").doesNotContain("04:13 UTC");
  }

  @Test
  void anUnknownAddressIs404InTheLook() throws Exception {
    HttpResponse<String> answer = get("/nothing/here");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("There is no page /nothing/here.");
  }

  @Test
  void aWrongNumberInAnAddressIs400() throws Exception {
    HttpResponse<String> answer = get("/dags/flights_daily?runs=many");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("<title>", "This address has a part that cannot be.");
  }

  @Test
  void codeIsShownAsText() throws Exception {
    assertThat(get("/dags/flights_daily/code").body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void aConnectionIsShownWithAMaskForEachSecretOfItsExtra() throws Exception {
    assertThat(get("/connections?edit=aws_default").body())
        .contains("eu-central-1")
        .contains("&quot;Authorization&quot; : &quot;" + Secrets.MASK);
  }

  @Test
  void whatIsKeptExactIsShownWithoutTheStoredSecrets() throws Exception {
    assertThat(get(RUN + "/tasks/aggregate.by_origin?tab=xcom").body())
        .contains("s3://landing/flights/", "db://h?p=***", "Basic QUtJQTE6***==")
        .doesNotContain("%68unter%32", "aHVudGVy");
    assertThat(get(RUN + "/tasks/aggregate.by_origin?tab=details").body())
        .contains("7c1e4b0a-52f1-4a0e-9d55-1b0f9c0e2a61?token=***");
  }

  @Test
  void theDashboardShowsWhoLivesAndForgetsWhoWasNotHeardOfForAnHour() throws Exception {
    assertThat(get("/").body()).contains("worker worker-2").doesNotContain("long-gone");
  }

  @Test
  void theGridHasOneRowPerTaskAndGroupWithWordsForReaders() throws Exception {
    String page = get("/dags/flights_daily").body();
    assertThat(page.split("role=\"gridcell\"")).hasSize(1 + 12 + 2);
    assertThat(page).contains("wait_for_file, 25 runs: 25 success");
  }

  @Test
  void aWaitingTaskSaysWhyWithItsNumbers() throws Exception {
    String retry = get(RUN + "/tasks/aggregate.by_origin").body();
    assertThat(retry)
        .contains("Why is it not running?")
        .contains("It failed and waits to retry. Try 2 of 3 starts at 04:19:12");
    String below = get(RUN + "/tasks/write_reports").body();
    assertThat(below).contains("upstream tasks have ended").contains("Open aggregate.by_origin");
  }

  @Test
  void aRunWithMoreTasksThanOnePageOfTheStoreIsShownWhole() throws Exception {
    String page = get("/dags/flights_daily/runs/" + FixtureQueries.WIDE).body();
    assertThat(page).contains("1200 of 2400 tasks done").contains("[1199]");
    assertThat(page).doesNotContain("Only the first");
  }

  @Test
  void aFailedRunTellsOneCauseOnce() throws Exception {
    String page = get("/dags/flights_daily/runs/" + FixtureRuns.recent(18).runId()).body();
    assertThat(page)
        .contains("quality.delay_in_range failed. 5 below did not run.")
        .doesNotContain("failed at its end");
  }

  @Test
  void aPartlyClearedRunTellsBothPasses() throws Exception {
    String page = get("/dags/flights_daily/runs/" + FixtureQueries.CLEARED).body();
    assertThat(page.replace('\u00a0', ' '))
        .contains("add_partition failed.")
        .contains("Try 2 failed after 0.2 s; the first try took 3.1 s at 03:54.")
        .contains("9 below did not run.")
        .contains("Pass 2: 2 of 12 tasks were kept from before.")
        .contains("The first pass began 03:54 and took 5.1 s.");
  }

  @Test
  void aGanttWhosePassesLieMinutesApartLeavesOutTheTimeBetweenThem() throws Exception {
    assertThat(get("/dags/flights_daily/runs/" + FixtureQueries.CLEARED).body())
        .contains("class=\"cutl\"")
        .contains("time left out: nothing happened");
    assertThat(get(RUN).body()).doesNotContain("class=\"cutl\"");
  }

  @Test
  void theGanttKeepsItsLegend() throws Exception {
    assertThat(get(RUN).body())
        .contains("failed try</span>", "waits to retry</span>", "waits between pokes</span>");
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return pages.get(path);
  }
}
