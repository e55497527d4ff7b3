package io.orchestrator.web.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.orchestrator.web.NeedsBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Clear, mark, pause and delete in a real browser: what is asked, what is said, what is undone. */
@ExtendWith(SharedStandalone.class)
@NeedsBrowser
class ActionsIT {
  private static final Duration RUN_TIME = Duration.ofSeconds(90);
  private static final String DAG = "asked_first";
  private static final String SOURCE =
      """
      import io.orchestrator.dag.*;

      public class AskedFirst implements DagDefinition {
        public Dag define() {
          return Dag.define("asked_first", d -> {
            d.pausedAtCreation(false);
            d.action("a", c -> {}).then(d.action("b", c -> {})).then(d.action("c", c -> {}));
          });
        }
      }
      """;
  private static RunningStandalone standalone;
  private static Chromium chromium;
  private static Page withScript;
  private static Page withoutScript;
  private static final String API = "/api/v2/dags/asked_first/dagRuns/";
  private static String earlierId;
  private static String runId;

  /** Two runs that have ended; the DAG is paused then, so that what is cleared stays still. */
  @BeforeAll
  static void open(RunningStandalone shared) throws IOException {
    standalone = shared;
    Files.writeString(standalone.home().resolve("dags").resolve("AskedFirst.java"), SOURCE);
    standalone.awaitDag(DAG);
    earlierId = ended("2026-01-01T00:00:00Z");
    runId = ended("2026-01-02T00:00:00Z");
    pause(true);
    chromium = new Chromium();
    withScript = chromium.signedIn(standalone, new Browser.NewContextOptions());
    withoutScript =
        chromium.signedIn(standalone, new Browser.NewContextOptions().setJavaScriptEnabled(false));
  }

  private static String ended(String logicalDate) {
    String id =
        standalone
            .post("/api/v2/dags/asked_first/dagRuns", "{\"logical_date\":\"" + logicalDate + "\"}")
            .path("dag_run_id")
            .asString();
    await().atMost(RUN_TIME).until(() -> standalone.runState(DAG, id), RunningStandalone::ended);
    return id;
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

  private static void pause(boolean paused) {
    standalone.patch("/api/v2/dags/asked_first", "{\"is_paused\":" + paused + "}");
  }

  private static Page page(boolean script) {
    Page page = script ? withScript : withoutScript;
    page.navigate(run());
    return page;
  }

  /**
   * Looks at the list again with other switches: by itself with JavaScript, by a button without.
   */
  private static void switchOn(Page page, boolean script, String field) {
    page.locator(".switches input" + field).check();
    if (!script) {
      page.click("button[name=look]");
    }
    page.waitForSelector(".switches input" + field + "[checked]");
  }

  private static String run() {
    return standalone.url() + "/dags/asked_first/runs/" + RunningStandalone.encoded(runId);
  }

  private static List<JsonNode> tasks() {
    return standalone
        .get(
            "/api/v2/dags/asked_first/dagRuns/"
                + RunningStandalone.encoded(runId)
                + "/taskInstances")
        .path("task_instances")
        .valueStream()
        .toList();
  }

  private static List<String> shown(List<JsonNode> tasks) {
    return tasks.stream()
        .map(
            t ->
                t.path("task_id").asString()
                    + t.path("state")
                    + t.path("try_number")
                    + t.path("start_date")
                    + t.path("end_date"))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClearAsksFirstSaysWhatItDidAndIsUndone(boolean script) {
    List<String> before = shown(tasks());
    Page page = page(script);
    page.click("a[data-key=c]");
    page.waitForSelector("text=What will happen");
    assertThat(shown(tasks())).as("nothing is changed by asking").isEqualTo(before);
    assertThat(page.locator("#go").textContent())
        .isEqualTo("Clear " + before.size() + " tasks in 1 run");
    page.click("#go");
    page.waitForSelector("#toast:has-text('Cleared " + before.size() + " tasks.')");
    assertThat(tasks()).allMatch(task -> task.path("state").isNull());
    page.click("#toast button");
    page.waitForSelector("#toast:has-text('Undone: " + before.size() + " tasks')");
    assertThat(shown(tasks())).isEqualTo(before);
    assertThat(standalone.runState(DAG, runId)).isEqualTo("success");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMarkAsksFirstAndIsUndone(boolean script) {
    List<String> before = shown(tasks());
    Page page = page(script);
    page.click("#mark summary");
    page.click("#mark a:has-text('Failed')");
    page.waitForSelector("text=What will happen");
    assertThat(standalone.runState(DAG, runId)).isEqualTo("success");
    page.click("#go");
    page.waitForSelector("#toast:has-text('Marked the run as failed')");
    assertThat(standalone.runState(DAG, runId)).isEqualTo("failed");
    page.click("#toast button");
    page.waitForSelector("#toast:has-text('Undone')");
    assertThat(standalone.runState(DAG, runId)).isEqualTo("success");
    assertThat(shown(tasks())).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void earlierRunsAreClearedWithANoteAndUndoneAsOneOrder(boolean script) {
    standalone.patch(API + RunningStandalone.encoded(runId), "{\"note\":\"mine\"}");
    List<String> before = shown(tasks());
    Page page = script ? withScript : withoutScript;
    page.navigate(run() + "/tasks/b");
    page.click("a[data-key=c]");
    page.waitForSelector("text=1 task in 1 run");
    assertThat(page.locator("#note").inputValue()).isEqualTo("mine");
    page.fill("#note", "late source");
    assertThat(page.locator(".switches label:has-text('Earlier runs')").textContent())
        .contains("1 task in 1 run");
    switchOn(page, script, "[name=earlier]");
    assertThat(page.locator("#note").inputValue()).as("what was typed").isEqualTo("late source");
    assertThat(page.locator("#go").textContent()).isEqualTo("Clear 2 tasks in 2 runs");
    page.click("#go");
    page.waitForSelector("#toast:has-text('Cleared 2 tasks in 2 runs.')");
    assertThat(standalone.runState(DAG, runId)).isEqualTo("queued");
    assertThat(standalone.runState(DAG, earlierId)).isEqualTo("queued");
    assertThat(note()).isEqualTo("late source");
    page.click("#toast button");
    page.waitForSelector("#toast:has-text('Undone: 2 tasks are as they were.')");
    assertThat(standalone.runState(DAG, runId)).isEqualTo("success");
    assertThat(standalone.runState(DAG, earlierId)).isEqualTo("success");
    assertThat(note()).isEqualTo("mine");
    assertThat(shown(tasks())).isEqualTo(before);
  }

  private static String note() {
    return standalone.get(API + RunningStandalone.encoded(runId)).path("note").asString();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theStateToMarkIsChosenInTheQuestion(boolean script) {
    Page page = page(script);
    if (script) {
      page.keyboard().press("m");
    } else {
      page.navigate(run() + "/mark");
    }
    page.waitForSelector("text=What will happen");
    assertThat(page.locator("#go").textContent()).isEqualTo("Mark 1 run as failed");
    switchOn(page, script, "[value=success]");
    assertThat(page.locator("#go").textContent()).isEqualTo("Mark 1 run as success");
    assertThat(standalone.runState(DAG, runId)).isEqualTo("success");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void earlierRunsAreMarkedWithANoteAndUndoneAsOneOrder(boolean script) {
    standalone.patch(API + RunningStandalone.encoded(runId), "{\"note\":\"mine\"}");
    Page page = script ? withScript : withoutScript;
    page.navigate(run() + "/mark?state=failed");
    if (script) {
      page.navigate(run());
      page.click("#mark summary");
      page.click("#mark a:has-text('Failed')");
    }
    page.waitForSelector("text=Mark 1 run as failed");
    page.fill("#note", "bad source");
    switchOn(page, script, "[name=earlier]");
    assertThat(page.locator("#go").textContent()).isEqualTo("Mark 2 runs as failed");
    assertThat(page.locator("#note").inputValue()).as("what was typed").isEqualTo("bad source");
    page.click("#go");
    page.waitForSelector("#toast:has-text('Marked 2 runs as failed.')");
    assertThat(standalone.runState(DAG, runId)).isEqualTo("failed");
    assertThat(standalone.runState(DAG, earlierId)).isEqualTo("failed");
    assertThat(note()).isEqualTo("bad source");
    page.click("#toast button");
    page.waitForSelector("#toast:has-text('2 runs have their ends again.')");
    assertThat(standalone.runState(DAG, runId)).isEqualTo("success");
    assertThat(standalone.runState(DAG, earlierId)).isEqualTo("success");
    assertThat(note()).isEqualTo("mine");
  }

  @Test
  void oneTickLessIsOneTaskLess() {
    Page page = page(true);
    page.click("a[data-key=c]");
    page.locator("input.tick").first().uncheck();
    int left = tasks().size() - 1;
    assertThat(page.locator("#go").textContent())
        .isEqualTo("Clear " + left + (left == 1 ? " task in 1 run" : " tasks in 1 run"));
    page.keyboard().press("Escape");
    page.waitForCondition(() -> page.locator("dialog[open]").count() == 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pauseAsksFirstAndItsUndoUnpauses(boolean script) {
    pause(false);
    try {
      Page page = script ? withScript : withoutScript;
      page.navigate(standalone.url() + "/dags");
      page.click("#switch-asked_first");
      page.waitForSelector("text=Pause 1 DAG");
      assertThat(paused()).isFalse();
      page.click("#go");
      page.waitForSelector("#toast:has-text('Paused asked_first.')");
      assertThat(page.url()).endsWith("/dags");
      assertThat(paused()).isTrue();
      page.click("#toast button");
      page.waitForSelector("#toast:has-text('not paused any more')");
      assertThat(paused()).isFalse();
    } finally {
      pause(true);
    }
  }

  private static boolean paused() {
    return standalone.get("/api/v2/dags/asked_first").path("is_paused").asBoolean();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDeleteWantsTheNameTyped(boolean script) {
    String name = "doomed_" + script;
    standalone.post("/api/v2/pools", "{\"name\":\"" + name + "\",\"slots\":1}");
    Page page = script ? withScript : withoutScript;
    page.navigate(standalone.url() + "/pools");
    page.click("a[aria-label='Delete " + name + "']");
    page.waitForSelector("text=used by no DAG");
    page.fill("#typed", name);
    page.click("#go");
    page.waitForSelector("#toast:has-text('Pool " + name + " is deleted.')");
    assertThat(page.locator("td:has-text('" + name + "')").count()).isZero();
  }

  @Test
  void singleKeysAskFirstAndCanBeSwitchedOff() {
    List<String> before = shown(tasks());
    Page page = page(true);
    page.keyboard().press("c");
    page.waitForSelector("dialog[open] #go");
    assertThat(shown(tasks())).isEqualTo(before);
    page.keyboard().press("Escape");
    keys(page, false);
    page.navigate(run());
    page.keyboard().press("c");
    page.keyboard().press("m");
    assertThat(page.locator("dialog[open], #mark[open]").count()).isZero();
    keys(page, true);
  }

  private static void keys(Page page, boolean on) {
    page.navigate(standalone.url() + "/settings");
    page.setChecked("input[name=keys]", on);
    page.click("form[action='/settings'] button");
    page.waitForSelector("#toast");
  }
}
