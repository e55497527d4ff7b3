package io.orchestrator.web.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.orchestrator.web.NeedsBrowser;
import io.orchestrator.web.RealChromium;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages in a real Chromium, as a newcomer walks through them. No page may log an error. */
@ExtendWith(SharedStandalone.class)
@NeedsBrowser
class BrowserIT {
  private static final double PATIENCE = 30_000;
  private static final Duration RUN_TIME = Duration.ofSeconds(90);
  private static RealChromium chromium;

  private BrowserContext session;
  private Page page;

  @BeforeAll
  static void launch() {
    chromium = new RealChromium();
  }

  @AfterAll
  static void quit() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() {
    page = chromium.page(new Browser.NewContextOptions(), PATIENCE);
    session = page.context();
  }

  @AfterEach
  void noPageLoggedAnError() {
    session.close();
    assertThat(chromium.errors()).isEmpty();
  }

  @Test
  void theLinkOfTheBannerLogsInOnce(RunningStandalone standalone) {
    Matcher link =
        Pattern.compile("http\\S+/login/once\\?token=\\S+").matcher(standalone.printed());
    assertThat(link.find()).isTrue();

    page.navigate(link.group());
    assertThat(page.title()).contains("Orchestrator");
    assertThat(page.url()).doesNotContain("/login");
    awaitStream();

    session.clearCookies();
    page.navigate(link.group());
    assertThat(page.url()).contains("/login");
  }

  @Test
  void aNewcomerTriggersTheTutorialAndReadsItsLog(RunningStandalone standalone) {
    standalone.awaitDag("tutorial");
    logIn(standalone);
    page.navigate(standalone.url() + "/dags/tutorial/trigger");
    page.click("#go");
    page.waitForURL("**/dags/tutorial/runs/**");
    String run = page.url();
    String runId =
        standalone
            .get("/api/v2/dags/tutorial/dagRuns?order_by=-id&limit=1")
            .path("dag_runs")
            .path(0)
            .path("dag_run_id")
            .asString();
    standalone.patch("/api/v2/dags/tutorial", "{\"is_paused\":false}");
    await()
        .atMost(RUN_TIME)
        .until(() -> standalone.runState("tutorial", runId), RunningStandalone::ended);
    assertThat(standalone.runState("tutorial", runId)).isEqualTo("success");

    page.navigate(run + "/tasks/templated");
    page.waitForSelector("text=Parameter I passed in");
    assertThat(page.content()).contains("Parameter I passed in");
  }

  @Test
  void everyPageOpensWithoutAnError(RunningStandalone standalone) {
    standalone.awaitDag("flights_daily");
    logIn(standalone);
    for (String path :
        List.of(
            "/",
            "/dags",
            "/dag_runs",
            "/events",
            "/connections",
            "/variables",
            "/pools",
            "/import-errors",
            "/dags/flights_daily",
            "/dags/flights_daily/runs",
            "/dags/flights_daily/code",
            "/dags/flights_daily/details",
            "/dags/flights_daily/trigger")) {
      var response = page.navigate(standalone.url() + path);
      assertThat(response.status()).as(path).isEqualTo(200);
      assertThat(page.locator("h1, .crumbs, nav").count()).as(path).isPositive();
    }
  }

  @Test
  void aPageWhoseSessionEndedLeadsToTheLoginAndBack(RunningStandalone standalone) {
    standalone.awaitDag("tutorial");
    logIn(standalone);
    page.navigate(standalone.url() + "/dags/tutorial/runs");
    awaitStream();
    session.clearCookies();

    page.click("#pause");
    page.waitForURL("**/login");
    assertThat(chromium.errors()).allMatch(error -> error.contains("status of 401"));

    signIn(standalone);
    page.waitForURL("**/dags/tutorial/runs**");
  }

  /** Until the server pushes changes to the page. */
  private void awaitStream() {
    page.waitForSelector("#live:not(.is-off):text('Live')");
  }

  private void logIn(RunningStandalone standalone) {
    page.navigate(standalone.url() + "/login");
    signIn(standalone);
    page.waitForURL("**/dags**");
  }

  private void signIn(RunningStandalone standalone) {
    page.fill("input[name=username]", "admin");
    page.fill("input[name=password]", standalone.adminPassword());
    page.press("input[name=password]", "Enter");
  }
}
