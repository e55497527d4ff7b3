package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.orchestrator.web.NeedsBrowser;
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
