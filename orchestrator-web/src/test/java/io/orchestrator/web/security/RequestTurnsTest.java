package io.orchestrator.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Few requests work at a time, and none waits for a slow one for long. */
class RequestTurnsTest {
  private final List<String> inside = new CopyOnWriteArrayList<>();
  private final CountDownLatch firstEnds = new CountDownLatch(1);

  @AfterEach
  void end() {
    firstEnds.countDown();
  }

  private static RequestTurns turns(Duration longest) {
    return new RequestTurns(
        1, longest, request -> request.getRequestURI().startsWith("/execution"));
  }

  /** Comes in and stays there until the test ends it. */
  private CompletableFuture<Thread> first(RequestTurns turns) throws Exception {
    CountDownLatch came = new CountDownLatch(1);
    CompletableFuture<Thread> done =
        come(
            turns,
            "/first",
            (request, response) -> {
              came.countDown();
              await(firstEnds);
            });
    await(came);
    return done;
  }

  private static CompletableFuture<Thread> come(RequestTurns turns, String path, FilterChain work) {
    CompletableFuture<Thread> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                var request = new MockHttpServletRequest("GET", path);
                turns.doFilter(request, new MockHttpServletResponse(), work);
                done.complete(Thread.currentThread());
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            },
            path);
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<Thread> come(RequestTurns turns, String path) {
    return come(turns, path, (request, response) -> inside.add(path));
  }

  @Test
  void aSecondRequestWorksWhenTheFirstIsDone() throws Exception {
    RequestTurns turns = turns(Duration.ofHours(1));
    CompletableFuture<Thread> first = first(turns);
    CompletableFuture<Thread> second = come(turns, "/second");
    come(turns, "/execution/worker/heartbeat").get(20, TimeUnit.SECONDS);
    assertThat(inside).containsExactly("/execution/worker/heartbeat");
    firstEnds.countDown();
    first.get(20, TimeUnit.SECONDS);
    second.get(20, TimeUnit.SECONDS);
    assertThat(inside).containsExactly("/execution/worker/heartbeat", "/second");
  }

  @Test
  void nobodyWaitsForASlowOneForLong() throws Exception {
    RequestTurns turns = turns(Duration.ofMillis(1));
    CompletableFuture<Thread> first = first(turns);
    come(turns, "/second").get(20, TimeUnit.SECONDS);
    assertThat(first).isNotDone();
    assertThat(inside).containsExactly("/second");
  }
}
