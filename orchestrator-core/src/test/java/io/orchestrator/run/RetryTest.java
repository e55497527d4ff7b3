package io.orchestrator.run;

import static io.orchestrator.run.TaskState.FAILED;
import static io.orchestrator.run.TaskState.NONE;
import static io.orchestrator.run.TaskState.RUNNING;
import static io.orchestrator.run.TaskState.SCHEDULED;
import static io.orchestrator.run.TaskState.SUCCESS;
import static io.orchestrator.run.TaskState.UP_FOR_RESCHEDULE;
import static io.orchestrator.run.TaskState.UP_FOR_RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.model.RetryPolicy;
import io.orchestrator.run.RetryDelay.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C74 to C80: retries and how long they wait. */
class RetryTest {
  private static final Subject TASK = new Subject("d", "t", Instant.parse("2026-01-01T00:00:00Z"));

  private static Story failing(int retries) {
    return Story.of(d -> d.task("t", c -> 1).retries(retries).retryDelay(Duration.ofMinutes(1)));
  }

  @Test
  @DisplayName("C74 two retries make three tries, with a wait after the first and the second")
  void twoRetriesMakeThreeTries() {
    Story story = failing(2);
    for (int failed = 1; failed <= 2; failed++) {
      story.plan().fail("t").plan();
      assertThat(story.state("t")).isEqualTo(UP_FOR_RETRY);
      assertThat(story.row("t").tryNumber()).isEqualTo(failed);
      assertThat(story.row("t").times().retryAt()).isEqualTo(story.now().plusSeconds(60));
      assertThat(story.why("t"))
          .startsWith("It failed and waits to retry. Try " + (failed + 1) + " of 3 starts at ")
          .endsWith("in 1 m 00 s.");
      story.pass(Duration.ofMinutes(1));
    }
    story.plan().fail("t").plan();
    assertThat(story.state("t")).isEqualTo(FAILED);
    assertThat(story.row("t").tryNumber()).isEqualTo(3);
    assertThat(story.runState()).isEqualTo(RunState.FAILED);
  }

  @Test
  void aRetryIsDueAtItsVeryMoment() {
    Story story = failing(1).plan().fail("t").pass(Duration.ofSeconds(59)).plan();
    assertThat(story.state("t")).isEqualTo(UP_FOR_RETRY);
    assertThat(story.pass(Duration.ofSeconds(1)).plan().state("t")).isEqualTo(SCHEDULED);
  }

  @Test
  void aFinalFailureIsNotRetried() {
    assertThat(failing(5).plan().failFinally("t").state("t")).isEqualTo(FAILED);
  }

  @Test
  @DisplayName("C75 back-off waits in [base, 2·base−1], Airflow's own numbers for d, t, 2026-01-01")
  void backoffHasAirflowsJitter() {
    RetryPolicy policy = new RetryPolicy(4, Duration.ofMinutes(1), 2, null);
    assertThat(IntStream.rangeClosed(1, 4).mapToObj(n -> seconds(policy, n)))
        .containsExactly(89L, 155L, 338L, 713L);
  }

  @Test
  @DisplayName("C75 every wait lies between its base and twice its base, the same on every node")
  void everyWaitLiesBetweenItsBaseAndTwiceThat() {
    for (long seed = 1; seed <= 2_000; seed++) {
      Random random = new Random(seed);
      int delay = 1 + random.nextInt(900);
      int failedTry = 1 + random.nextInt(5);
      double multiplier = 1.25 + random.nextInt(8) / 4.0;
      Subject subject = new Subject("d" + random.nextInt(9), "t", date(random));
      RetryPolicy policy = new RetryPolicy(9, Duration.ofSeconds(delay), multiplier, null);
      long base = (long) Math.max(1, Math.ceil(delay * Math.pow(multiplier, failedTry - 1)));
      Duration wait = RetryDelay.after(policy, failedTry, subject);
      assertThat(wait.toSeconds())
          .as("seed %d, %s, try %d", seed, policy, failedTry)
          .isBetween(Math.min(base, 86_400), Math.min(2 * base - 1, 86_400));
      assertThat(RetryDelay.after(policy, failedTry, subject)).isEqualTo(wait);
    }
  }

  private static @Nullable Instant date(Random random) {
    return random.nextInt(5) == 0 ? null : Instant.ofEpochSecond(random.nextInt());
  }

  @Test
  @DisplayName("C76 no wait is longer than a day, or than max_retry_delay")
  void waitsAreCapped() {
    RetryPolicy policy = new RetryPolicy(20, Duration.ofMinutes(5), 2, null);
    assertThat(seconds(policy, 12)).isEqualTo(86_400);
    assertThat(seconds(policy, 5_000)).isEqualTo(86_400);
    RetryPolicy bounded = new RetryPolicy(20, Duration.ofMinutes(5), 2, Duration.ofMinutes(10));
    assertThat(seconds(bounded, 4)).isEqualTo(600);
  }

  @Test
  @DisplayName("C77 the factor may be any number: 240 s with 5 gives bases 240, 1200, 6000")
  void theFactorMayBeAnyNumber() {
    RetryPolicy policy = new RetryPolicy(3, Duration.ofMinutes(4), 5, null);
    assertThat(seconds(policy, 1)).isBetween(240L, 479L);
    assertThat(seconds(policy, 2)).isBetween(1_200L, 2_399L);
    assertThat(seconds(policy, 3)).isBetween(6_000L, 11_999L);
  }

  @Test
  @DisplayName("C78 a delay of nothing still waits a second under back-off")
  void nothingWithBackoffIsASecond() {
    RetryPolicy policy = new RetryPolicy(3, Duration.ZERO, 2, null);
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(n -> seconds(policy, n))).containsOnly(1L);
    assertThat(seconds(new RetryPolicy(3, Duration.ZERO, 0, null), 1)).isZero();
  }

  @Test
  @DisplayName("C79 a lost heartbeat is a failed try: retried while tries are left")
  void aLostWorkerIsAFailedTry() {
    Story story = failing(1).plan().start("t").lose("t");
    assertThat(story.state("t")).isEqualTo(UP_FOR_RETRY);
    assertThat(story.row("t").reason())
        .isEqualTo("worker worker-1 was lost: its lease ended without a sign of life");
    story.pass(Duration.ofMinutes(1)).plan().start("t").lose("t");
    assertThat(story.state("t")).isEqualTo(FAILED);
    assertThat(story.row("t").tryNumber()).isEqualTo(2);
  }

  @Test
  void aTaskThatHadNotStartedIsHandedBackInTheSameTry() {
    Story story = failing(0).plan().claim("t").lose("t");
    assertThat(story.state("t")).isEqualTo(SCHEDULED);
    assertThat(story.row("t").tryNumber()).isEqualTo(1);
    assertThat(story.row("t").epoch()).isNull();
  }

  @Test
  @DisplayName("C80 cleared after three tries with two retries there are tries 4, 5 and 6")
  void aClearGivesAllRetriesBack() {
    Story story = failing(2);
    for (int i = 0; i < 3; i++) {
      story.plan().fail("t").pass(Duration.ofMinutes(1));
    }
    assertThat(story.state("t")).isEqualTo(FAILED);
    story.clear(ClearPlan.Selection.of("t"));
    assertThat(story.state("t")).isEqualTo(NONE);
    assertThat(story.row("t").maxTries()).isEqualTo(5);
    for (int next = 4; next <= 6; next++) {
      story.plan().fail("t").pass(Duration.ofMinutes(1));
      assertThat(story.row("t").tryNumber()).isEqualTo(next);
      assertThat(story.state("t")).isEqualTo(next < 6 ? UP_FOR_RETRY : FAILED);
    }
  }

  @Test
  void aSensorPokesOnInTheSameTryAndKeepsItsFirstStart() {
    Story story = Story.of(d -> d.task("t", c -> 1)).plan().start("t");
    Instant first = story.now();
    story.pass(Duration.ofSeconds(2)).notReady("t", Duration.ofSeconds(30)).plan();
    assertThat(story.state("t")).isEqualTo(UP_FOR_RESCHEDULE);
    assertThat(story.why("t"))
        .isEqualTo("The sensor looks again at 00:00:32, in 30 s. Last answer: no file.");
    story.pass(Duration.ofSeconds(30)).plan().start("t");
    assertThat(story.state("t")).isEqualTo(RUNNING);
    assertThat(story.row("t").tryNumber()).isEqualTo(1);
    assertThat(story.row("t").times().startDate()).isEqualTo(first);
    assertThat(story.row("t").times().firstPokeAt()).isEqualTo(first);
    assertThat(story.succeed("t").state("t")).isEqualTo(SUCCESS);
  }

  private static long seconds(RetryPolicy policy, int failedTry) {
    return RetryDelay.after(policy, failedTry, TASK).toSeconds();
  }
}
