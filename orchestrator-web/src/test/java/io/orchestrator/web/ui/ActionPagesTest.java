package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing changes without saying what it will change, without JavaScript as well. */
class ActionPagesTest {
  private static final String DAG = "/dags/flights_daily";
  private static final String RUN = DAG + "/runs/scheduled__2026-11-22T04:00:00Z";
  private static PageCalls pages;

  @BeforeAll
  static void start() {
    pages = new PageCalls();
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  @ParameterizedTest
  @CsvSource({
    RUN + "/clear",
    RUN + "/tasks/aggregate.by_origin/clear",
    RUN + "/tasks/aggregate.by_origin/clear?below=true&failed=true",
    RUN + "/tasks/aggregate.by_origin/clear?earlier=true&later=true",
    RUN + "/mark",
    RUN + "/mark?state=failed",
    RUN + "/tasks/aggregate.by_origin/mark?state=success",
    DAG + "/pause?paused=true",
    DAG + "/pause?paused=false",
    "/pools/athena/delete",
    "/variables/flights_landing/delete",
    "/connections/aws_default/delete",
  })
  void everyQuestionIsAPageThatChangesNothing(String path) throws Exception {
    List<String> before = pages.managed().audited();
    List<String> orders = pages.orders();
    HttpResponse<String> answer = pages.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("id=\"dialog\"", "What will happen", "method=\"post\"");
    assertThat(pages.managed().audited()).isEqualTo(before);
    assertThat(pages.orders()).isEqualTo(orders);
  }

  @Test
  void theButtonCountsWhatTheListNames() throws Exception {
    String page = pages.get(RUN + "/clear").body();
    int rows = ticks(page).size();
    assertThat(rows).isGreaterThan(1);
    assertThat(page).contains("Clear " + rows + " tasks in 1 run");
    String one = pages.get(RUN + "/tasks/aggregate.by_origin/clear").body();
    assertThat(ticks(one)).hasSize(1);
    assertThat(one).contains("Clear 1 task in 1 run", "aggregate.by_origin");
  }

  @Test
  void onlyWhatWasTickedIsClearedAndTheAnswerOffersToUndoIt() throws Exception {
    List<String> ticks = ticks(pages.get(RUN + "/clear").body());
    String back = DAG + "/runs";
    HttpResponse<String> answer =
        pages.post(RUN + "/clear", "t=" + ticks.get(0) + "&t=" + ticks.get(1) + "&back=" + back);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(back);
    assertThat(pages.get(back).body())
        .contains("Cleared 2 tasks.", "action=\"" + RUN + "/undo\"", "name=\"order\"");
    assertThat(pages.get(back).body()).as("said once").doesNotContain("Cleared 2 tasks.");
  }

  @Test
  void earlierAndLaterRunsSayTheirNumberBeforeTheyAreTicked() throws Exception {
    String one = pages.get(RUN + "/tasks/aggregate.by_origin/clear").body();
    assertThat(ticks(one)).hasSize(1);
    MatchResult earlier = number(one, "earlier");
    int tasks = Integer.parseInt(earlier.group(1));
    int runs = Integer.parseInt(earlier.group(2));
    assertThat(runs).isPositive();
    String all = pages.get(RUN + "/tasks/aggregate.by_origin/clear?earlier=true").body();
    assertThat(ticks(all)).hasSize(1 + tasks);
    assertThat(all).contains("Clear " + (1 + tasks) + " tasks in " + (1 + runs) + " runs");
    HttpResponse<String> answer =
        pages.post(
            RUN + "/tasks/aggregate.by_origin/clear",
            "earlier=true&back=/pools&t=" + String.join("&t=", ticks(all)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    assertThat(pages.get("/pools").body())
        .contains(
            "Cleared " + (1 + tasks) + " tasks in " + (1 + runs) + " runs.", "name=\"order\"");
  }

  private static MatchResult number(String page, String side) {
    return Pattern.compile(
            "name=\"" + side + "\".{0,200}?>(\\d+) tasks? in (\\d+) runs?<", Pattern.DOTALL)
        .matcher(page)
        .results()
        .findFirst()
        .orElseThrow(() -> new AssertionError(page));
  }

  @Test
  void aQuestionThatIsLookedAtAgainGivesBackWhatWasTypedAndChangesNothing() throws Exception {
    List<String> before = pages.orders();
    HttpResponse<String> answer =
        pages.post(
            RUN + "/tasks/aggregate.by_origin/clear",
            "look=true&below=true&note=late%0D%0Asource&t=none-of-ours&back=" + DAG);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("late\nsource</textarea>");
    assertThat(answer.body()).containsPattern("name=\"below\"[^>]*checked");
    assertThat(pages.orders()).isEqualTo(before);
  }

  @Test
  void aNoteGivenWithAClearIsTheNoteOfTheRun() throws Exception {
    String page = pages.get(RUN + "/clear").body();
    assertThat(page).contains("Note on the run");
    String tick = "&t=" + ticks(page).get(0);
    pages.post(RUN + "/clear", "note=" + tick);
    assertThat(pages.orders()).as("untouched").doesNotContain("anna run.note ");
    pages.post(RUN + "/clear", "note=late+source" + tick);
    assertThat(pages.orders()).contains("anna run.note ");
    HttpResponse<String> tooLong = pages.post(RUN + "/clear", "note=" + "x".repeat(1_001) + tick);
    assertThat(tooLong.statusCode()).isEqualTo(422);
    assertThat(tooLong.body())
        .contains("1000 are allowed", "Nothing was changed.", "x".repeat(1_001));
  }

  @Test
  void anotherStateThanTheButtonNamesIsAskedAboutFirst() throws Exception {
    List<String> before = pages.orders();
    HttpResponse<String> answer = pages.post(RUN + "/mark", "asked=success&state=failed");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Mark 1 run as failed");
    assertThat(pages.orders()).isEqualTo(before);
    assertThat(pages.get(RUN + "/tasks/aggregate.by_origin/mark").body())
        .contains("Mark 1 task as success", "value=\"skipped\"");
  }

  @Test
  void aMarkTakesEarlierAndLaterRunsAlongAndSaysTheirNumberBefore() throws Exception {
    String task = RUN + "/tasks/aggregate.by_origin/mark?state=failed";
    MatchResult earlier = number(pages.get(task).body(), "earlier");
    int runs = Integer.parseInt(earlier.group(2));
    assertThat(runs).isPositive();
    String marked = "Mark " + (1 + runs) + " tasks in " + (1 + runs) + " runs as failed";
    String all = pages.get(task + "&earlier=true").body();
    assertThat(all).contains(marked).contains("Note on these runs", "value=\"failed earlier\"");
    HttpResponse<String> unseen =
        pages.post(
            RUN + "/tasks/aggregate.by_origin/mark", "asked=failed&state=failed&earlier=true");
    assertThat(unseen.statusCode()).as("what nobody was shown is asked about first").isEqualTo(200);
    assertThat(unseen.body()).contains(marked);
  }

  @Test
  void onlyRunsThatWereShownAreMarked() throws Exception {
    String page = pages.get(RUN + "/tasks/wait_for_file/mark?state=failed&earlier=true").body();
    String shown = hidden(page, "runs");
    String ids = hidden(page, "ids");
    int tasks = ids.split(" ").length;
    HttpResponse<String> answer =
        pages.post(
            RUN + "/tasks/wait_for_file/mark",
            "asked=failed+earlier&state=failed&earlier=true&back=/pools&runs="
                + shown.replace(' ', '+')
                + "&ids="
                + ids.replace(' ', '+'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    assertThat(pages.get("/pools").body())
        .contains("changed in " + shown.split(" ").length + " runs.", "name=\"order\"");
    assertThat(tasks).isGreaterThan(1);
  }

  private static String hidden(String page, String name) {
    return Pattern.compile("type=\"hidden\" name=\"" + name + "\" value=\"([^\"]*)\"")
        .matcher(page)
        .results()
        .findFirst()
        .orElseThrow(() -> new AssertionError(page))
        .group(1);
  }

  @Test
  void aClearWithoutATickChangesNothing() throws Exception {
    HttpResponse<String> answer = pages.post(RUN + "/clear", "back=" + DAG);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("No task is ticked. Nothing was changed.");
  }

  @Test
  void aMarkThatWouldChangeMoreThanWasShownShowsTheNewList() throws Exception {
    HttpResponse<String> answer = pages.post(RUN + "/mark", "state=failed");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("more tasks would change than were shown", "Mark 1 run as failed and end");
  }

  @Test
  void anUndoThatComesTooLateSaysSo() throws Exception {
    String order = "order=00000000-0000-0000-0000-000000000001";
    assertThat(pages.post(RUN + "/undo", order).statusCode()).isEqualTo(302);
    assertThat(pages.get(RUN).body()).contains("Too late to undo", "Nothing was changed.");
  }

  @Test
  void pauseAndUnpauseAreOnePairOfWords() throws Exception {
    pages.post(DAG + "/pause", "paused=true&back=/dags");
    String page = pages.get("/dags").body();
    assertThat(page).contains("Paused flights_daily.", "name=\"since\"");
    for (String path : List.of("/dags", DAG, DAG + "/trigger", DAG + "/pause?paused=false")) {
      assertThat(pages.get(path).body()).doesNotContain("Turn on", "Turn the DAG on", ">On<");
    }
  }

  @Test
  void nobodyIsLedToAnotherServer() throws Exception {
    for (String away : List.of("//evil.example", "https://evil.example", "/%5Cevil.example")) {
      HttpResponse<String> answer = pages.post(DAG + "/pause", "paused=false&back=" + away);
      assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(DAG);
    }
  }

  @Test
  void singleKeysCanBeSwitchedOff() throws Exception {
    assertThat(pages.get(RUN).body()).doesNotContain("data-keys=\"off\"");
    pages.post("/settings", "zone=UTC&theme=system");
    assertThat(pages.get(RUN).body()).contains("data-keys=\"off\"");
    pages.post("/settings", "zone=UTC&theme=system&keys=on");
    assertThat(pages.get(RUN).body()).doesNotContain("data-keys=\"off\"");
  }

  private static List<String> ticks(String page) {
    return Pattern.compile("name=\"t\"[^>]*value=\"([^\"]+)\"")
        .matcher(page)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}
