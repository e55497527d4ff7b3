package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.orchestrator.web.NeedsBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The graph of a DAG's page, as it opens. */
@NeedsBrowser
class GraphIT {
  private static final String MANY = "/dags/many_tasks";
  @RegisterExtension static final PagesBrowser browser = new PagesBrowser();

  @Test
  void aGraphOfThreeHundredTasksOpensFoldedAndFitted() {
    for (Page page :
        List.of(browser.window(1440), browser.dark(390), browser.withoutScripts(1440))) {
      page.navigate(MANY);
      assertThat(page.locator("#graph a").count()).isLessThan(20);
      assertThat(page.textContent("#graph")).contains("group_1", "40 tasks");
      assertThat(outside(page)).isEmpty();
    }
  }

  @Test
  void unfoldedItStillOpensWithEveryNodeInItsFrame() {
    for (Page page : List.of(browser.window(1440), browser.dark(390))) {
      page.navigate(MANY);
      page.click("text=Unfold all 300");
      page.waitForURL("**open=*");
      assertThat(page.locator("#graph a").count()).isEqualTo(300);
      assertThat(outside(page)).isEmpty();
      assertThat(page.locator("#graph .n1").first().isVisible()).isFalse();
      page.click("text=Fold");
      assertThat(page.locator("#graph a").count()).isLessThan(20);
    }
  }

  @Test
  void aFoldedGroupOpensWithAClick() {
    Page page = browser.window(1440);
    page.navigate(MANY);
    page.click("#graph a:has-text('group_1')");
    page.waitForURL("**open=group_1");
    assertThat(page.locator("#graph a").count()).isBetween(40, 60);
    assertThat(outside(page)).isEmpty();
  }

  @Test
  void aFailedTaskIsFoundInOneClick() {
    Page page = browser.window(1440);
    page.navigate("/dags/flights_daily?run=" + FixtureRuns.recent(18).runId());
    page.click(".graphhead a");
    page.waitForURL("**/tasks/quality.delay_in_range");
  }

  @Test
  void itZoomsByKeysAndFitsAgain() {
    Page page = browser.window(1440);
    page.navigate(MANY + "?open=*");
    page.focus("#graphbox");
    double fitted = page.locator("#graph").boundingBox().width;
    page.keyboard().press("+");
    page.keyboard().press("+");
    assertThat(page.locator("#graph").boundingBox().width).isGreaterThan(fitted * 1.5);
    page.keyboard().press("0");
    assertThat(page.locator("#graph").boundingBox().width).isEqualTo(fitted);
    page.keyboard().press("/");
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("graph-find");
  }

  @Test
  void aTaskIsFoundByPartOfItsNameAndStandsInTheMiddle() {
    for (Page page : List.of(browser.window(1440), browser.dark(390))) {
      page.navigate("/dags/flights_daily");
      page.fill("#graph-find", "origin");
      page.waitForSelector("#graph-found:text('1 of 2: quality.origin_not_null')");
      assertThat(inTheMiddle(page, "quality.origin_not_null")).isTrue();
      page.keyboard().press("Enter");
      page.waitForSelector("#graph-found:text('2 of 2: aggregate.by_origin')");
      assertThat(inTheMiddle(page, "aggregate.by_origin")).isTrue();
      page.keyboard().press("Shift+Enter");
      page.waitForSelector("#graph-found:text('1 of 2')");
      page.context().close();
    }
  }

  @Test
  void aTaskThatIsFoldedIsFoundByTheServerAlsoWithoutJavaScript() {
    for (Page page : List.of(browser.window(1440), browser.withoutScripts(390))) {
      page.navigate(MANY);
      page.fill("#graph-find", "task_77");
      page.press("#graph-find", "Enter");
      page.waitForURL("**find=task_77");
      assertThat(page.locator("#graph .found").getAttribute("data-id"))
          .isEqualTo("group_2.task_77");
      assertThat(page.locator("#graph a").count()).isBetween(40, 60);
      page.fill("#graph-find", "nothing of that kind");
      page.press("#graph-find", "Enter");
      page.waitForSelector("text=No task has that in its name.");
      page.context().close();
    }
  }

  @Test
  void theDirectionIsRememberedByTheBrowser() {
    Page page = browser.window(1440);
    page.navigate("/dags/flights_daily");
    double tall = page.locator("#graph").boundingBox().height;
    page.click("a.way[title='Left to right']");
    page.waitForURL("**dir=LR");
    page.navigate("/dags/flights_daily");
    assertThat(page.getAttribute("a.way[aria-current]", "title")).isEqualTo("Left to right");
    assertThat(page.locator("#graph").boundingBox().height).isLessThan(tall);
    assertThat(outside(page)).isEmpty();
    for (String way : List.of("Bottom to top", "Right to left", "Top to bottom")) {
      page.click("a.way[title='" + way + "']");
      page.waitForSelector("a.way[aria-current][title='" + way + "']");
      assertThat(outside(page)).as(way).isEmpty();
    }
  }

  @Test
  void aMapShowsWhereOneIsInALargeGraphAndLeadsElsewhere() {
    Page page = browser.window(1440);
    page.navigate(MANY + "?open=*");
    assertThat(page.isVisible("#minimap")).isFalse();
    page.click("[data-zoom=in]");
    page.fill("#graph-find", "row_178");
    page.waitForSelector("#graph-found:text('1 of 1: row_178')");
    assertThat(page.isVisible("#minimap .here")).isTrue();
    double before = ((Number) page.evaluate("graphbox.scrollLeft")).doubleValue();
    BoundingBox map = page.locator("#minimap").boundingBox();
    page.mouse().click(map.x + 6, map.y + 6);
    assertThat(((Number) page.evaluate("graphbox.scrollLeft")).doubleValue()).isLessThan(before);
    page.click("[data-zoom=fit]");
    assertThat(page.isVisible("#minimap")).isFalse();
  }

  @Test
  void theGraphIsDownloadedAsADrawingOfItsOwn() throws IOException {
    Page page = browser.window(1440);
    page.navigate("/dags/flights_daily");
    Download file = page.waitForDownload(() -> page.click("#graph-svg"));
    String drawing = Files.readString(file.path());
    assertThat(file.suggestedFilename()).startsWith("Graph_of_flights_daily").endsWith(".svg");
    assertThat(drawing)
        .startsWith("<svg ")
        .contains("xmlns=\"http://www.w3.org/2000/svg\"", "by_origin", "fill=\"rgb(")
        .doesNotContain("class=", "href=", "light-dark", "var(");
    page.setContent(drawing);
    assertThat(page.locator("svg text >> text=write_reports").isVisible()).isTrue();
  }

  private static boolean inTheMiddle(Page page, String task) {
    return (Boolean)
        page.evaluate(
            """
            id => {
              const frame = document.getElementById('graphbox').getBoundingClientRect();
              const r = document.querySelector('#graph [data-id="' + id + '"].found .box').getBoundingClientRect();
              const seen = r.left >= frame.left && r.right <= frame.right && r.top >= frame.top && r.bottom <= frame.bottom;
              return seen && r.width >= 140 && r.top >= 0 && r.bottom <= innerHeight;
            }
            """,
            task);
  }

  /** Nodes that do not lie in what is seen of the graph's frame. */
  private static List<?> outside(Page page) {
    return (List<?>)
        page.evaluate(
            """
            () => {
              const frame = document.getElementById('graphbox').getBoundingClientRect();
              return [...document.querySelectorAll('#graph a')].filter(a => {
                const r = a.querySelector('.box').getBoundingClientRect();
                return r.width <= 0 || r.left < frame.left - 1 || r.right > frame.right + 1 || r.top < frame.top - 1 || r.bottom > frame.bottom + 1;
              }).map(a => a.getAttribute('aria-label'));
            }
            """);
  }
}
