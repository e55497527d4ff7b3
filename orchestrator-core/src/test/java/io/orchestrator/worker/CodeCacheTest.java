package io.orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.code.InvalidCodeException;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.ExecutionApi.CodeBundle;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CodeCacheTest {
  private static final UUID VERSION = new UUID(9, 9);
  private static final String GOOD =
      """
      import io.orchestrator.dag.*;
      public class D implements DagDefinition {
        public Dag define() {
          return Dag.define("d", d -> d.action("t", c -> {}));
        }
      }
      """;
  private final CodeCache cache = new CodeCache(1);
  private final AtomicInteger fetches = new AtomicInteger();

  @AfterEach
  void close() {
    cache.close();
  }

  @Test
  void whoWaitsForALoadThatFailsForAnotherAttemptLoadsForItself() {
    CompletableFuture<String> waiter = new CompletableFuture<>();
    assertThatThrownBy(
            () ->
                use(
                    () -> {
                      awaitWaiting(waiting(waiter));
                      throw new AttemptGoneException("The first");
                    }))
        .isInstanceOf(AttemptGoneException.class);
    assertThat(waiter.join()).isEqualTo("d");
    assertThat(fetches).hasValue(1);
  }

  @Test
  void codeThatIsInvalidIsInvalidForAllWhoWait() {
    CompletableFuture<String> waiter = new CompletableFuture<>();
    assertThatThrownBy(
            () ->
                use(
                    () -> {
                      awaitWaiting(waiting(waiter));
                      return bundle("no Java");
                    }))
        .isInstanceOf(InvalidCodeException.class);
    assertThatThrownBy(waiter::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(InvalidCodeException.class);
    assertThat(fetches).hasValue(0);
  }

  /** Another attempt of the same version, on a thread of its own. */
  private Thread waiting(CompletableFuture<String> outcome) {
    Thread thread =
        new Thread(
            () -> {
              try {
                outcome.complete(
                    use(
                        () -> {
                          fetches.incrementAndGet();
                          return bundle(GOOD);
                        }));
              } catch (InvalidCodeException | RuntimeException e) {
                outcome.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  private String use(Supplier<CodeBundle> fetch) throws InvalidCodeException {
    try (CodeCache.Use use = cache.use(VERSION, fetch)) {
      return use.dag("d").model().dagId();
    }
  }

  private static CodeBundle bundle(String source) {
    return new CodeBundle(VERSION, "JAVA_SOURCE", "D.java", "0", source);
  }
}
