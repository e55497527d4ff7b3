package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.orchestrator.web.NeedsBrowser;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The grid of a DAG's page, by pointer and by keyboard. */
@NeedsBrowser
class GridIT {
  private static final String DAG = "/dags/flights_daily";
  private static final List<String> TASKS =
      List.of("wait_for_file", "upload_raw", "quality.delay_in_range", "summarise");
  @RegisterExtension static final PagesBrowser browser = new PagesBrowser();

  @Test
  void aClickOnASquareOpensThatSquaresRunAndTask() {
    Page page = browser.window(1440);
    for (int column : List.of(24, 0, 6, 7, 18)) {
      for (String task : TASKS) {
        page.navigate(DAG);
        click(page, task, column);
        assertThat(path(page)).isEqualTo(taskPath(24 - column, task));
      }
    }
  }

  @Test
  void aClickLandsOnItsSquareWhereColumnsAreNarrowAndScrolled() {
    Page page = browser.window(390);
    for (int column : List.of(49, 45, 40)) {
      page.navigate(DAG + "?runs=50");
      click(page, "upload_raw", column);
      assertThat(path(page)).isEqualTo(taskPath(49 - column, "upload_raw"));
    }
  }

  @Test
  void rowsOutOfViewTakeNoMoreWidthThanTheirRuns() {
    Page page = browser.window(390);
    page.setViewportSize(390, 420);
    page.navigate(DAG + "?runs=10");
    assertThat(page.locator(".grid .cells").first().boundingBox().width).isEqualTo(180);
    BoundingBox oldest = page.locator(".grid .top a").first().boundingBox();
    assertThat(oldest.x).as("in view").isPositive();
  }

  @Test
  void aSquareOfAGroupOpensItsRun() {
    Page page = browser.window(1440);
    page.navigate(DAG);
    click(page, "quality", 10);
    assertThat(path(page)).isEqualTo(runPath(14));
  }

  @Test
  void theSquareUnderThePointerIsALinkSoThatItOpensInATabAndCanBeCopied() {
    Page page = browser.window(1440);
    page.navigate(DAG);
    hover(page, "upload_raw", 3);
    assertThat(URLDecoder.decode(link(page).getAttribute("href"), StandardCharsets.UTF_8))
        .isEqualTo(taskPath(21, "upload_raw"));
  }

  @Test
  void arrowsAndVimKeysReachEachSquareAndEnterOpensIt() {
    Page page = browser.window(1440);
    page.navigate(DAG);
    page.focus("#gridbox");
    page.keyboard().press("ArrowDown");
    assertThat(label(page)).startsWith("wait_for_file, run 22 Nov 2026 04:00, ");
    press(page, "ArrowLeft", "ArrowLeft", "ArrowDown", "h", "j", "l", "k");
    assertThat(label(page)).startsWith("upload_raw, run 20 Nov 2026 04:00, ");
    press(page, "Home");
    assertThat(label(page)).startsWith("upload_raw, run 29 Oct 2026 04:00, ");
    press(page, "End", "ArrowUp", "ArrowUp");
    assertThat(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        .asString()
        .startsWith("22 Nov 2026 04:00, Running");
    press(page, "ArrowDown", "ArrowDown", "ArrowLeft", "Enter");
    page.waitForURL("**/tasks/**");
    assertThat(path(page)).isEqualTo(taskPath(1, "upload_raw"));
  }

  @Test
  void aSquareSaysTaskRunStateTryTimeAndReasonInATooltipAndToScreenReaders() {
    Page page = browser.window(1440);
    page.navigate(DAG);
    hover(page, "aggregate.by_origin", 24);
    page.waitForSelector("#celltip:visible :text('Query exhausted resources')");
    assertThat(page.textContent("#celltip"))
        .contains("aggregate.by_origin", "22 Nov 2026 04:00", "Up for retry", "try 1 of 3");
    assertThat(label(page))
        .startsWith("aggregate.by_origin, run 22 Nov 2026 04:00, up for retry, try 1 of 3")
        .endsWith("Query exhausted resources at this scale factor");
    page.keyboard().press("Escape");
    assertThat(page.isVisible("#celltip")).isFalse();
  }

  @Test
  void theNewestRunIsInViewAndBarsLieOverNoLabelWithFiftyRuns() {
    for (Page page :
        List.of(browser.window(1440), browser.dark(390), browser.withoutScripts(1440))) {
      page.navigate(DAG + "?runs=50");
      Locator bars = page.locator(".grid .top a");
      assertThat(bars.count()).isEqualTo(50);
      BoundingBox box = page.locator("#gridbox").boundingBox();
      BoundingBox newest = bars.nth(49).locator(".hit").boundingBox();
      assertThat(newest.x + newest.width).isBetween(box.x, box.x + box.width + 1);
      assertThat(seenThroughLabels(page)).as("bars over labels at %s", box.width).isEmpty();
    }
  }

  @Test
  void fiftyRunsFitWithoutScrollingAt1440() {
    Page page = browser.window(1440);
    page.navigate(DAG + "?runs=50");
    assertThat(page.evaluate("gridbox.scrollWidth - gridbox.clientWidth")).isEqualTo(0);
  }

  @Test
  void aRefreshLeavesTheFocusedSquareWhereItIs() {
    Page page = browser.window(1440);
    page.navigate(DAG);
    page.focus("#gridbox");
    press(page, "ArrowDown", "ArrowDown", "ArrowLeft");
    page.waitForSelector("#celltip .more:text('try 1')");
    String before = label(page);
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    page.waitForResponse("**/dags/flights_daily", () -> {});
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("cell");
    assertThat(label(page)).isEqualTo(before);
  }

  @Test
  void chipsShowRunsOfAStateAndRowsThatFailed() {
    for (Page page : List.of(browser.window(1440), browser.withoutScripts(390))) {
      page.navigate(DAG + "?runs=50");
      page.click(".chips >> text=Failed");
      page.waitForURL("**state=failed");
      assertThat(page.locator(".grid .top a").count()).isEqualTo(2);
      assertThat(page.textContent(".pane-h h2")).isEqualTo("2 runs fit");
      page.click(".chips >> text=Only rows that failed");
      page.waitForURL("**rows=failed");
      assertThat(page.locator(".grid .lab:not(.top) .cut").allTextContents())
          .contains("delay_in_range", "write_reports")
          .doesNotContain("wait_for_file", "row_count");
      page.click(".chips >> text=Manual");
      page.waitForSelector("text=No run fits these filters.");
      for (String on : List.of("Manual", "Only rows that failed", "Failed")) {
        page.click(".chips .on:has-text('" + on + "')");
        page.waitForCondition(() -> page.locator(".chips .on:has-text('" + on + "')").count() == 0);
      }
      assertThat(page.locator(".grid .top a").count()).isEqualTo(50);
      page.context().close();
    }
  }

  @Test
  void theNumberOfRunsIsKeptForTheNextVisit() {
    Page page = browser.window(1440);
    page.navigate(DAG);
    page.click("[aria-label='Number of runs'] >> text=50");
    page.waitForURL("**runs=50");
    page.navigate(DAG);
    assertThat(page.locator(".grid .top a").count()).isEqualTo(50);
  }

  @Test
  void shiftAndAClickOrEnterOnAnotherRunComparesItWithTheSelectedOne() {
    Page page = browser.window(1440);
    page.navigate(DAG + "?run=" + FixtureRuns.recent(2).runId());
    hover(page, "upload_raw", 24 - 18);
    page.keyboard().down("Shift");
    page.mouse().down();
    page.mouse().up();
    page.keyboard().up("Shift");
    page.waitForURL("**/compare?with=**");
    assertThat(path(page)).isEqualTo(runPath(2) + "/compare");
    assertThat(page.locator("#with").inputValue()).isEqualTo(FixtureRuns.recent(18).runId());
    page.navigate(DAG);
    page.focus("#gridbox");
    press(page, "ArrowUp", "ArrowLeft", "Shift+Enter");
    page.waitForURL("**/compare?with=**");
    assertThat(path(page)).isEqualTo(runPath(0) + "/compare");
  }

  @Test
  void aComparisonMarksExactlyWhatDiffers() {
    for (Page page : List.of(browser.window(1440), browser.withoutScripts(390))) {
      page.navigate(runPath(2) + "/compare?with=" + FixtureRuns.recent(18).runId());
      assertThat(page.locator("table.compare >> nth=0 >> .differs th").allTextContents())
          .containsExactly("State");
      List<String> tasks = page.locator("table.compare >> nth=1 >> .differs th").allTextContents();
      assertThat(tasks)
          .contains("quality.delay_in_range", "summarise")
          .doesNotContain("upload_raw");
      assertThat(page.textContent(".lede")).startsWith(tasks.size() + " tasks of 12 differ.");
      page.click("text=What differs");
      page.waitForURL("**only=differing");
      assertThat(page.locator("table.compare >> nth=1 >> tbody tr").count())
          .isEqualTo(tasks.size());
      page.selectOption("#with", FixtureRuns.recent(4).runId());
      page.click("button:text('Compare')");
      page.waitForSelector("text=No task differs.");
      page.context().close();
    }
  }

  /** Bars that are drawn where a label stands, at any place of the scroll. */
  private static List<?> seenThroughLabels(Page page) {
    return (List<?>)
        page.evaluate(
            """
            () => [...document.querySelectorAll('.grid .lab')].filter(lab => {
              const r = lab.getBoundingClientRect();
              for (let x = r.left + 2; x < r.right - 2; x += 4) {
                for (let y = r.top + 2; y < r.bottom - 2; y += 6) {
                  const hit = document.elementFromPoint(x, y);
                  if (hit && hit.closest('.cells')) return true;
                }
              }
              return getComputedStyle(lab).backgroundColor === 'rgba(0, 0, 0, 0)';
            }).map(lab => lab.textContent.trim())
            """);
  }

  private static void press(Page page, String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  private static Locator link(Page page) {
    return page.locator("#cell");
  }

  private static String label(Page page) {
    return link(page).getAttribute("aria-label");
  }

  private static void click(Page page, String row, int column) {
    hover(page, row, column);
    page.mouse().down();
    page.mouse().up();
    page.waitForURL("**/runs/**");
  }

  /** The middle of a square: where its run's bar and its task's row meet. */
  private static void hover(Page page, String row, int column) {
    BoundingBox bar = page.locator(".grid .top a").nth(column).locator(".hit").boundingBox();
    BoundingBox cells =
        page.locator(".grid .gr:has(.lab [title='" + row + "']) .cells").boundingBox();
    page.mouse().move(bar.x + bar.width / 2, cells.y + cells.height / 2);
  }

  private static String path(Page page) {
    return URLDecoder.decode(URI.create(page.url()).getRawPath(), StandardCharsets.UTF_8);
  }

  private static String runPath(int back) {
    return DAG + "/runs/" + FixtureRuns.recent(back).runId();
  }

  private static String taskPath(int back, String task) {
    return runPath(back) + "/tasks/" + task;
  }
}
