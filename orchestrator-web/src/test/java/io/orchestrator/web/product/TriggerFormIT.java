package io.orchestrator.web.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.orchestrator.web.NeedsBrowser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The trigger form gives back what it was given: for each type of param, in a real browser. */
@ExtendWith(SharedStandalone.class)
@NeedsBrowser
class TriggerFormIT {
  private static final List<String> DECLARED =
      List.of(
          "ticked",
          "bare",
          "sql",
          "name",
          "blank",
          "retries",
          "big",
          "ratio",
          "amount",
          "mode",
          "format",
          "day",
          "at",
          "tables",
          "options",
          "range",
          "note",
          "force",
          "fallback",
          "limit",
          "given");
  private static final RunningStandalone[] SERVER = new RunningStandalone[1];
  private static Chromium chromium;
  private static Page withScript;
  private static Page withoutScript;

  @BeforeAll
  static void open(RunningStandalone standalone) throws IOException {
    Path file = standalone.home().resolve("dags").resolve("ParamTypesDag.java");
    try (InputStream dag =
        Objects.requireNonNull(
            TriggerFormIT.class.getResourceAsStream("/dags/ParamTypesDag.java"))) {
      Files.write(file, dag.readAllBytes());
    }
    standalone.awaitDag("param_types");
    SERVER[0] = standalone;
    chromium = new Chromium();
    withScript = chromium.signedIn(standalone, new Browser.NewContextOptions());
    withoutScript =
        chromium.signedIn(standalone, new Browser.NewContextOptions().setJavaScriptEnabled(false));
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void noPageLoggedAnError() {
    assertThat(chromium.errors()).isEmpty();
  }

  @ParameterizedTest(name = "with JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void aFormThatNobodyTouchedGivesAnEmptyConf(boolean script) {
    Page page = form(script);
    assertThat(page.locator("label[for^=p-]:not(.check)").allTextContents())
        .containsExactlyElementsOf(DECLARED);
    assertThat(submit(page)).isEqualTo(RunningStandalone.json("{}"));
  }

  static Stream<Arguments> changes() {
    return Stream.of(true, false)
        .flatMap(
            script ->
                Stream.of(
                        new String[] {"ticked", "untick", "false"},
                        new String[] {"bare", "tick", "true"},
                        new String[] {"sql", "one\n\ntwo\n", "\"one\\n\\ntwo\\n\""},
                        new String[] {"name", "", "\"\""},
                        new String[] {"blank", " x ", "\" x \""},
                        new String[] {"retries", "0", "0"},
                        new String[] {"big", "9007199254740995", "9007199254740995"},
                        new String[] {"ratio", "0.25", "0.25"},
                        new String[] {"amount", "99.25", "99.25"},
                        new String[] {"mode", "FULL", "\"FULL\""},
                        new String[] {"format", "CSV", "\"CSV\""},
                        new String[] {"day", "2001-01-09", "\"2001-01-09\""},
                        new String[] {"at", "2001-01-08T05:00:00Z", "\"2001-01-08T05:00:00Z\""},
                        new String[] {"tables", "[\"c\"]", "[\"c\"]"},
                        new String[] {"options", "{\"y\":\n[true]}", "{\"y\":[true]}"},
                        new String[] {"range", "{\"from\":3,\"to\":4}", "{\"from\":3,\"to\":4}"},
                        new String[] {"note", "seen", "\"seen\""},
                        new String[] {"force", "false", "false"},
                        new String[] {"fallback", "DELTA", "\"DELTA\""},
                        new String[] {"limit", "7", "7"},
                        new String[] {"given", "", "null"})
                    .map(change -> Arguments.of(script, change[0], change[1], change[2])));
  }

  @ParameterizedTest(name = "with JavaScript: {0}, {1}")
  @MethodSource("changes")
  void oneChangedFieldIsTheWholeConf(boolean script, String param, String typed, String value) {
    Page page = form(script);
    change(page.locator("#p-" + param), typed);
    assertThat(submit(page))
        .isEqualTo(RunningStandalone.json("{\"%s\":%s}".formatted(param, value)));
  }

  private static Page form(boolean script) {
    Page page = script ? withScript : withoutScript;
    page.navigate(SERVER[0].url() + "/dags/param_types/trigger");
    page.fill("#logical", "");
    if (page.locator("input[name=unpause]").count() > 0) {
      page.uncheck("input[name=unpause]");
    }
    return page;
  }

  private static void change(Locator field, String typed) {
    switch (typed) {
      case "tick" -> field.check();
      case "untick" -> field.uncheck();
      default -> {
        if (String.valueOf(field.evaluate("f => f.nodeName")).equals("SELECT")) {
          field.selectOption(typed);
        } else {
          field.fill(typed);
        }
      }
    }
  }

  /** Triggers and answers the conf of the run, as it is stored. */
  private static JsonNode submit(Page page) {
    page.click("#go");
    page.waitForURL("**/dags/param_types/runs/**");
    JsonNode runs =
        SERVER[0].get("/api/v2/dags/param_types/dagRuns?order_by=-id&limit=1").path("dag_runs");
    return runs.path(0).path("conf");
  }
}
