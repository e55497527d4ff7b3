package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.orchestrator.web.NeedsBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages that go on by themselves. */
@NeedsBrowser
class CaughtUpPageIT {
  private static final String RUN = "/dags/flights_daily/runs/scheduled__2026-11-22T04:00:00Z";
  @RegisterExtension static final PagesBrowser browser = new PagesBrowser();

  @Test
  void aPageReadsAgainWhatChangedBeforeItsStreamWasOpen() {
    Page page = browser.window(1440);
    Request again =
        page.waitForRequest(
            request -> request.headers().containsKey("x-live"), () -> page.navigate(RUN));
    assertThat(again.url()).endsWith(RUN);
  }

  @Test
  void theWayThereFollowsATriggerToItsRun() {
    Page page = browser.window(1440);
    page.navigate("/dags/flights_daily/trigger");
    page.click("footer .btn.primary");
    page.waitForURL("**/runs/**");
    page.waitForCondition(() -> !page.locator(".crumbs").textContent().contains("Trigger"));
    assertThat(page.title()).doesNotContain("Trigger");
    assertThat(page.locator(".nav [aria-current=page]").textContent()).contains("Runs");
  }
}
