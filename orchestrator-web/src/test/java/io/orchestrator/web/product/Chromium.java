package io.orchestrator.web.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.orchestrator.web.RealChromium;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Chromium before the product. */
final class Chromium implements AutoCloseable {
  /** In milliseconds; what must be quick is measured by the tests themselves. */
  private static final double PATIENCE = 120_000;

  private final RealChromium chromium = new RealChromium();

  /** A page of a session of its own, signed in as the admin. */
  Page signedIn(RunningStandalone standalone, Browser.NewContextOptions options) {
    Page page = chromium.page(options, PATIENCE);
    page.navigate(standalone.url() + "/login");
    page.fill("input[name=username]", "admin");
    page.fill("input[name=password]", standalone.adminPassword());
    page.press("input[name=password]", "Enter");
    page.waitForURL("**/dags**");
    return page;
  }

  /**
   * How long the page's main thread was busy at a stretch, in milliseconds of its own processor
   * time: what other programs of the machine take does not count.
   */
  long longestTask(Page page, Runnable work) {
    Browser browser = chromium.browser();
    browser.startTracing(
        page,
        new Browser.StartTracingOptions()
            .setCategories(List.of("toplevel", "devtools.timeline", "__metadata")));
    work.run();
    JsonNode events = JsonMapper.shared().readTree(browser.stopTracing()).path("traceEvents");
    Set<String> mainThreads = new HashSet<>();
    for (JsonNode event : events) {
      if (event.at("/args/name").asString("").equals("CrRendererMain")) {
        mainThreads.add(thread(event));
      }
    }
    long longest = 0;
    for (JsonNode event : events) {
      if (event.path("name").asString("").endsWith("RunTask")
          && mainThreads.contains(thread(event))) {
        longest = Math.max(longest, event.path("tdur").asLong(0));
      }
    }
    assertThat(longest).as("tasks are in the trace").isPositive();
    return longest / 1_000;
  }

  private static String thread(JsonNode event) {
    return event.path("pid").asLong() + "/" + event.path("tid").asLong();
  }

  /** What pages logged as errors since this was asked last. */
  List<String> errors() {
    return chromium.errors();
  }

  @Override
  public void close() {
    chromium.close();
  }
}
