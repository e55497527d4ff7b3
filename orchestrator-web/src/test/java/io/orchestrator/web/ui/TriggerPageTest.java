package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the trigger form does with fields it does not know, and with those it must ask for again.
 */
class TriggerPageTest {
  private static final String TRIGGER = "/dags/flights_daily/trigger";
  private static PageCalls pages;

  @BeforeAll
  static void start() {
    pages = new PageCalls();
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  @Test
  void aFieldOfAnOlderFormIsRefusedAndNotDropped() throws Exception {
    HttpResponse<String> answer = pages.post(TRIGGER, "param.day=2026-11-22&param.gone=x");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("gone: The DAG has no such param any more.");
  }

  @Test
  void anUnknownNameInTheConfIsRefusedWithTheNearestName() throws Exception {
    HttpResponse<String> answer = pages.post(TRIGGER, "conf=%7B%22publsh%22%3Afalse%7D");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("did you mean &quot;publish&quot;?");
  }

  @Test
  void aRefusedFormKeepsWhatWasTyped() throws Exception {
    HttpResponse<String> answer =
        pages.post(
            TRIGGER, "param.publish=false&param.warn_above=many&note=%0D%0Aone%0D%0Atwo&runId=r1");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("value=\"many\"", "value=\"r1\"", ">\n\none\ntwo</textarea>")
        .doesNotContain("checked");
  }
}
