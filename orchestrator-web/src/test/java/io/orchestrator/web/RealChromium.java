package io.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real Chromium, and every error that its pages logged. */
public final class RealChromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> errors = new CopyOnWriteArrayList<>();

  public RealChromium() {
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

  /**
   * A page of a session of its own.
   *
   * @param patience of each wait, in milliseconds
   */
  public Page page(Browser.NewContextOptions options, double patience) {
    // What moves is clicked by trying again, which waits with the page's own timers: without
    // JavaScript they never ring, and the click hangs.
    BrowserContext session = browser.newContext(options.setReducedMotion(ReducedMotion.REDUCE));
    session.setDefaultTimeout(patience);
    session.setDefaultNavigationTimeout(patience);
    Page page = session.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> errors.add(page.url() + ": " + error));
    return page;
  }

  public Browser browser() {
    return browser;
  }

  /** What pages logged as errors since this was asked last. */
  public List<String> errors() {
    List<String> logged = List.copyOf(errors);
    errors.clear();
    return logged;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
