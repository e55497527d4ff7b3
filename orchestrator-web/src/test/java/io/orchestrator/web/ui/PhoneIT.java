package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.orchestrator.web.NeedsBrowser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages on a phone: nothing is cut, a finger hits what it means, and buttons are in view. */
@NeedsBrowser
class PhoneIT {
  private static final int WIDTH = 390;
  private static final String RUN = "/dags/flights_daily/runs/scheduled__2026-11-22T04:00:00Z";
  private static final String MANY_TASKS = RUN + "/tasks/upload_raw/mark?earlier=true&state=failed";
  @RegisterExtension static final PagesBrowser browser = new PagesBrowser();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/dags",
        "/dags/flights_daily",
        "/dags/many_tasks",
        "/dags/flights_daily/runs",
        "/dags/flights_daily/details",
        "/dags/flights_daily/code",
        "/dags/flights_daily/events",
        "/dags/flights_daily/trigger",
        "/dags/flights_daily/pause?paused=true",
        RUN,
        RUN + "/events",
        RUN + "/compare",
        RUN + "/clear?earlier=true",
        RUN + "/mark?earlier=true&state=failed",
        MANY_TASKS,
        RUN + "/tasks/aggregate.by_origin",
        RUN + "/tasks/aggregate.by_origin?tab=templates",
        RUN + "/tasks/aggregate.by_origin?tab=xcom",
        RUN + "/tasks/aggregate.by_origin?tab=details",
        "/dag_runs",
        "/variables?edit=gone",
        "/pools?edit=athena",
        "/pools/athena/delete",
        "/connections?edit=aws_default",
        "/events?show=all",
        "/import-errors",
        "/settings"
      })
  void aPageFitsAndAFingerHitsWhatItMeans(String path) {
    for (Page page : List.of(browser.window(WIDTH), browser.withoutScripts(WIDTH))) {
      page.navigate(path);
      assertThat(page.title()).isNotBlank();
      assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
          .as("pixels that %s is too wide", path)
          .isEqualTo(0);
      assertThat((List<?>) page.evaluate(MISSED))
          .as("too small for a finger on %s", path)
          .isEmpty();
      page.context().close();
    }
  }

  @Test
  void theButtonOfALongQuestionIsInViewAboveTheBarOfPages() {
    for (String path : List.of("/dags/flights_daily/trigger", MANY_TASKS)) {
      Page page = browser.window(WIDTH);
      page.navigate(path);
      assertThat(page.evaluate(ON_TOP)).as(path).isEqualTo("go");
      page.context().close();
    }
  }

  private static final String ON_TOP =
      """
      () => {
        const go = document.getElementById('go').getBoundingClientRect();
        const hit = document.elementFromPoint(go.left + go.width / 2, go.top + go.height / 2);
        return hit && hit.id;
      }
      """;

  /**
   * Links and controls that a tap eleven pixels above or below their middle misses; but for numbers
   * of a log's lines, and the grid's squares, which are found by where the tap falls.
   */
  private static final String MISSED =
      """
      () => [...document.querySelectorAll('.app a[href], .app button, .app summary, .app input:not([type=hidden]), .app select')]
        .filter(e => !e.closest('svg, .skip, .log .l, .grid .cells') && e.checkVisibility({ contentVisibilityAuto: true }))
        .filter(e => {
          e.scrollIntoView({ block: 'center' });
          const box = (e.closest('label') || e).getBoundingClientRect();
          if (!box.width) return false;
          const x = Math.max(1, Math.min(innerWidth - 1, box.left + Math.min(box.width / 2, 20))), y = box.top + box.height / 2;
          return [y - 11, y + 11].some(at => {
            const hit = document.elementFromPoint(x, at);
            return !hit || !(e.contains(hit) || (e.closest('label') && e.closest('label').contains(hit)));
          });
        })
        .map(e => e.outerHTML.slice(0, 120))
      """;
}
