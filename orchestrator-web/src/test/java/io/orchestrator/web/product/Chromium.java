package io.orchestrator.web.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Chromium, and every error that its pages logged. */
final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));

  /** In milliseconds; what must be quick is measured by the tests themselves. */
  private static final double PATIENCE = 120_000;

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> errors = new CopyOnWriteArrayList<>();

  Chromium() {
    assertThat(Files.isExecutable(PROGRAM))
        .as(
            "%s is missing. Install Chromium (Debian: apt-get install chromium), name it with"
                + " -Dchromium=PATH, or leave the browser tests out with -Dbrowser=off.",
            PROGRAM)
        .isTrue();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--disable-quic",
                            "--no-first-run")));
  }

  /** A page of a session of its own, signed in as the admin. */
  Page signedIn(RunningStandalone standalone, Browser.NewContextOptions options) {
    BrowserContext session = browser.newContext(options);
    session.setDefaultTimeout(PATIENCE);
    session.setDefaultNavigationTimeout(PATIENCE);
    Page page = session.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> errors.add(page.url() + ": " + error));
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
    List<String> logged = List.copyOf(errors);
    errors.clear();
    return logged;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
