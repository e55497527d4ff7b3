package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.orchestrator.web.NeedsBrowser;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages with names of 250 letters, which is what an id may have. */
@NeedsBrowser
class NamesIT {
  private static final String RUN = "/dags/flights_daily/runs/scheduled__2026-11-22T04:00:00Z";
  @RegisterExtension static final PagesBrowser browser = new PagesBrowser();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/dags",
        "/dags/flights_daily",
        "/dags/flights_daily/runs",
        "/dags/flights_daily/details",
        "/dags/flights_daily/code",
        "/dags/flights_daily/events",
        "/dags/flights_daily/trigger",
        RUN,
        RUN + "/clear?earlier=true",
        RUN + "/mark",
        RUN + "/tasks/upload_raw",
        "/dag_runs",
        "/variables",
        "/pools",
        "/connections",
        "/events",
        "/import-errors",
        "/settings"
      })
  void aLongNameIsCutWithATitleAndWidensNoPage(String path) {
    for (Page page : List.of(browser.window(1440), browser.dark(390))) {
      page.navigate(path);
      page.evaluate(LENGTHEN);
      assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
          .as("pixels that %s is too wide at %s", path, page.viewportSize().width)
          .isEqualTo(0);
      assertThat((List<?>) page.evaluate(CUT_WITHOUT_TITLE)).as(path).isEmpty();
      page.context().close();
    }
  }

  /** Writes each name as one of 250 letters, in texts and titles. */
  private static final String LENGTHEN =
      """
      () => {
        const names = /\\b(flights_daily|upload_raw|wait_for_file|scheduled__\\S+|default_pool|api_token|gone)\\b/g;
        const long = text => text.replaceAll(names, name => name.padEnd(250, 'x'));
        const texts = document.createTreeWalker(document.querySelector('.app'), NodeFilter.SHOW_TEXT);
        for (let t; (t = texts.nextNode()); ) if (!t.parentElement.closest('svg')) t.nodeValue = long(t.nodeValue);
        for (const e of document.querySelectorAll('[title]')) e.title = long(e.title);
      }
      """;

  private static final String CUT_WITHOUT_TITLE =
      """
      () => [...document.querySelectorAll('.app *')]
        .filter(e => getComputedStyle(e).textOverflow === 'ellipsis' && e.scrollWidth > e.clientWidth && e.clientWidth > 0)
        .filter(e => !(e.closest('[title]') || {title: ''}).title.includes(e.textContent.trim()))
        .map(e => e.textContent.slice(0, 60))
      """;
}
