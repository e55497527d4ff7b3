package io.orchestrator.web.moment;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.store.StoreFixture;
import io.orchestrator.store.postgres.PostgresStore;
import io.orchestrator.testkit.Meanwhile;
import io.orchestrator.testkit.TestPostgres;
import io.orchestrator.web.NeedsBrowser;
import io.orchestrator.web.RealChromium;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A page that is open while others commit. */
@NeedsBrowser
class LivePageIT {
  private static final double PATIENCE = 120_000;

  @Test
  void theNavigationOfAnOpenPageCountsWhatThePageCounts() {
    try (ServletWebServerApplicationContext app = StoredPagesApp.start();
        RealChromium chromium = new RealChromium()) {
      StoreFixture given =
          new StoreFixture(new PostgresStore(app.getBean(TestPostgres.class).dataSource()));
      DagRun run = given.running(given.register(StoreFixture.chain("moving", 1)), 0);
      int port = Objects.requireNonNull(app.getWebServer()).getPort();
      Page page =
          chromium.page(
              new Browser.NewContextOptions().setBaseURL("http://127.0.0.1:" + port), PATIENCE);
      page.navigate("/");
      page.getByText("One is running now").waitFor();
      assertThat(page.locator("#nav-running").textContent()).isEqualTo("1");
      awaitLooks(page, app.getBean(Meanwhile.class));
      given.move(run, RunState.SUCCESS, "");
      page.getByText("Nothing runs now").waitFor();
      assertThat(page.locator("#nav-running").count()).isZero();
      assertThat(chromium.errors()).isEmpty();
    }
  }

  /** Changes are those between two looks of the server, each of two statements. */
  private static void awaitLooks(Page page, Meanwhile meanwhile) {
    page.waitForSelector("#live:not(.is-off):text('Live')");
    meanwhile.before(0, () -> {});
    page.waitForCondition(() -> meanwhile.statements() >= 4);
  }
}
