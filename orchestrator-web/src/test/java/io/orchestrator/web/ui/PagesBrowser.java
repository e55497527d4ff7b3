package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The pages over fixture data in a real Chromium. */
final class PagesBrowser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));

  private final ServletWebServerApplicationContext app = FixtureApp.start(0);
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final Playwright playwright;
  private final Browser browser;

  PagesBrowser() {
    assertThat(Files.isExecutable(CHROMIUM))
        .as("%s is missing: name a Chromium with -Dchromium=PATH or give -Dbrowser=off", CHROMIUM)
        .isTrue();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-background-networking", "--no-first-run")));
  }

  /** A new window in the light theme. */
  Page window(int width) {
    return window(new NewContextOptions().setViewportSize(width, 900));
  }

  Page dark(int width) {
    return window(
        new NewContextOptions().setViewportSize(width, 900).setColorScheme(ColorScheme.DARK));
  }

  Page withoutScripts(int width) {
    return window(new NewContextOptions().setViewportSize(width, 900).setJavaScriptEnabled(false));
  }

  private Page window(NewContextOptions options) {
    int port = Objects.requireNonNull(app.getWebServer()).getPort();
    Page page =
        browser
            .newContext(options.setBaseURL("http://127.0.0.1:" + port).setTimezoneId("UTC"))
            .newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> errors.add(page.url() + ": " + error));
    return page;
  }

  /** What the pages logged as errors so far. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void close() {
    playwright.close();
    app.close();
  }
}
