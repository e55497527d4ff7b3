package io.orchestrator.execution.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.FinishReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FinishCallsTest {
  private final List<List<String>> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch inFirst = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  private static Wire.Finished finished(String token, String result) {
    return new Wire.Finished(
        token,
        new FinishReport(FinishReport.End.SUCCESS, "", Map.of("return_value", result), null, null));
  }

  /** The first call waits for its release. */
  private FinishCalls server(UnaryOperator<List<Answer>> answers) {
    return new FinishCalls(
        request -> {
          List<String> tokens = request.finished().stream().map(Wire.Finished::token).toList();
          calls.add(tokens);
          if (calls.size() == 1) {
            inFirst.countDown();
            await(release);
          }
          if (tokens.contains("breaks")) {
            throw new StackOverflowError();
          }
          if (tokens.contains("refused")) {
            throw new CallRefusedException(400, "not readable");
          }
          List<Answer> all = new ArrayList<>(tokens.stream().map(t -> Answer.OK).toList());
          return new Wire.FinishAnswer(answers.apply(all));
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static CompletableFuture<Answer> beside(FinishCalls calls, Wire.Finished finished) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(calls.finish(finished));
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    thread.start();
    // It waits for its turn once the first call is on its way.
    while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
    return answer;
  }

  /** A first call, of the end {@code a}, that the server has and has not answered. */
  private CompletableFuture<Answer> onItsWay(FinishCalls server) {
    CompletableFuture<Answer> first = beside(server, finished("a", "1"));
    await(inFirst);
    return first;
  }

  @Test
  void endsThatComeDuringACallGoTogetherInTheNext() {
    FinishCalls server = server(UnaryOperator.identity());
    CompletableFuture<Answer> first = onItsWay(server);
    CompletableFuture<Answer> second = beside(server, finished("b", "1"));
    CompletableFuture<Answer> third = beside(server, finished("c", "1"));
    release.countDown();
    assertThat(List.of(first.join(), second.join(), third.join())).containsOnly(Answer.OK);
    assertThat(calls).containsExactly(List.of("a"), List.of("b", "c"));
  }

  @Test
  void largeResultsAreNotPutTogether() {
    FinishCalls server = server(UnaryOperator.identity());
    CompletableFuture<Answer> first = onItsWay(server);
    String large = "x".repeat(600_000);
    List<CompletableFuture<Answer>> others =
        IntStream.range(0, 2).mapToObj(i -> beside(server, finished("l" + i, large))).toList();
    release.countDown();
    others.forEach(CompletableFuture::join);
    first.join();
    assertThat(calls).containsExactly(List.of("a"), List.of("l0"), List.of("l1"));
  }

  @Test
  void oneThatIsRefusedTakesNoOtherAlong() {
    FinishCalls server = server(UnaryOperator.identity());
    CompletableFuture<Answer> first = onItsWay(server);
    CompletableFuture<Answer> good = beside(server, finished("good", "1"));
    CompletableFuture<Answer> bad = beside(server, finished("refused", "1"));
    release.countDown();
    first.join();
    assertThat(good.join()).isEqualTo(Answer.OK);
    assertThatThrownBy(bad::join).hasCauseInstanceOf(CallRefusedException.class);
  }

  @Test
  void aCallThatBreaksOffIsAnUnknownOutcomeForAllInItAndTheNextOnesGoOn() {
    FinishCalls server = server(UnaryOperator.identity());
    CompletableFuture<Answer> first = onItsWay(server);
    CompletableFuture<Answer> breaking = beside(server, finished("breaks", "1"));
    CompletableFuture<Answer> beside = beside(server, finished("b", "1"));
    String large = "x".repeat(1_000_000);
    CompletableFuture<Answer> next = beside(server, finished("next", large));
    CompletableFuture<Answer> last = beside(server, finished("last", large));
    release.countDown();
    assertThat(first.join()).isEqualTo(Answer.OK);
    assertThatThrownBy(breaking::join).hasCauseInstanceOf(ServerUnreachableException.class);
    assertThatThrownBy(beside::join).hasCauseInstanceOf(ServerUnreachableException.class);
    assertThatThrownBy(next::join).hasCauseInstanceOf(ServerUnreachableException.class);
    assertThat(last.join()).isEqualTo(Answer.OK);
    assertThat(calls.get(1)).containsExactly("breaks", "b", "next");
  }

  @Test
  void anEndThatWasNotWrittenHasToBeReportedAgain() {
    release.countDown();
    FinishCalls server = server(all -> Arrays.asList(new Answer[all.size()]));
    assertThatThrownBy(() -> server.finish(finished("a", "1")))
        .isInstanceOf(ServerUnreachableException.class);
    assertThat(calls).hasSize(1);
  }
}
