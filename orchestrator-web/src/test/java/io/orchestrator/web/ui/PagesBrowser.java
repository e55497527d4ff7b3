package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.orchestrator.web.RealChromium;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The pages over fixture data in a real Chromium, for a class of tests. No page logs an error. */
final class PagesBrowser implements BeforeAllCallback, AfterAllCallback {
  private static final double PATIENCE = 30_000;

  private Optional<Running> running = Optional.empty();

  /** What is closed behind the last test. */
  private record Running(ServletWebServerApplicationContext app, RealChromium chromium) {}

  @Override
  public void beforeAll(ExtensionContext context) {
    running = Optional.of(new Running(FixtureApp.start(0), new RealChromium()));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Running last = running.orElseThrow();
    List<String> errors = last.chromium().errors();
    last.chromium().close();
    last.app().close();
    assertThat(errors).isEmpty();
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
    Running now = running.orElseThrow();
    int port = Objects.requireNonNull(now.app().getWebServer()).getPort();
    return now.chromium()
        .page(options.setBaseURL("http://127.0.0.1:" + port).setTimezoneId("UTC"), PATIENCE);
  }
}
