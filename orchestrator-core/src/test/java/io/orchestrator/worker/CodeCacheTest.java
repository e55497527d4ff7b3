package io.orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.code.InvalidCodeException;
import io.orchestrator.code.LoadedCode;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.ExecutionApi.CodeBundle;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.model.CodeKind;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CodeCacheTest {
  private static final UUID VERSION = new UUID(9, 9);
  private static final String PROPERTY = "code-cache-test.task";
  private static final String GOOD =
      """
      import io.orchestrator.dag.*;
      public class D implements DagDefinition {
        public Dag define() {
          return Dag.define("d", d -> d.action("t", c -> {}));
        }
      }
      """;
  private static final String TWO =
      """
      import io.orchestrator.dag.*;
      public class D implements DagDefinition {
        public Dag define() {
          return Dag.define("d", d -> d.action("t", c -> {}));
        }
        public static class E implements DagDefinition {
          public Dag define() {
            return Dag.define("e", d -> d.action(System.getProperty("%s", "t"), c -> {}));
          }
        }
      }
      """
          .formatted(PROPERTY);
  private final CodeCache cache = new CodeCache(4);
  private final AtomicInteger fetches = new AtomicInteger();

  @AfterEach
  void close() {
    System.clearProperty(PROPERTY);
    cache.close();
  }

  @Test
  void theDagsOfOneFileAreLoadedOnceAndShareTheirClasses() throws Exception {
    try (CodeCache.Use one = use(version(1, "d", TWO, "a1"), "d", TWO);
        CodeCache.Use other = use(version(2, "e", TWO, "a1"), "e", TWO)) {
      assertThat(one.dag("d").model().dagId()).isEqualTo("d");
      assertThat(other.dag("e").model().dagId()).isEqualTo("e");
      assertThat(other.classLoader()).isSameAs(one.classLoader());
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void otherCodeOfTheSameDagHasClassesOfItsOwn() throws Exception {
    try (CodeCache.Use before = use(version(1, "d", GOOD, "a1"), "d", GOOD);
        CodeCache.Use after = use(version(2, "d", TWO, "b2"), "d", TWO)) {
      assertThat(after.classLoader()).isNotSameAs(before.classLoader());
    }
    assertThat(fetches).hasValue(2);
  }

  @Test
  void aVersionThatTheSharedCodeDefinesOtherwiseIsLoadedForItself() throws Exception {
    WorkItem.Version yesterday = version(1, "e", TWO, "a1");
    System.setProperty(PROPERTY, "other");
    WorkItem.Version today = version(2, "e", TWO, "a1");
    System.clearProperty(PROPERTY);
    try (CodeCache.Use shared = use(yesterday, "e", TWO)) {
      System.setProperty(PROPERTY, "other");
      try (CodeCache.Use own = use(today, "e", TWO)) {
        assertThat(own.dag("e").structureHash()).isEqualTo(today.structureHash());
        assertThat(own.classLoader()).isNotSameAs(shared.classLoader());
      }
    }
    assertThat(fetches).hasValue(2);
  }

  @Test
  void withoutAHashOfTheCodeEachVersionIsLoadedForItself() throws Exception {
    use(version(1, "d", TWO, null), "d", TWO).close();
    use(version(1, "d", TWO, null), "d", TWO).close();
    use(version(2, "e", TWO, null), "e", TWO).close();
    assertThat(fetches).hasValue(2);
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
    WorkItem.Version version = new WorkItem.Version(VERSION, "not looked at", null);
    try (CodeCache.Use use = cache.use(version, "d", fetch)) {
      return use.dag("d").model().dagId();
    }
  }

  private CodeCache.Use use(WorkItem.Version version, String dagId, String source)
      throws InvalidCodeException {
    return cache.use(
        version,
        dagId,
        () -> {
          fetches.incrementAndGet();
          return bundle(source);
        });
  }

  /** As the server knows it: with the structure that the code defines now. */
  private static WorkItem.Version version(
      long number, String dagId, String source, @Nullable String codeHash)
      throws InvalidCodeException {
    try (LoadedCode loaded = LoadedCode.load(CodeKind.JAVA_SOURCE, "D.java", source)) {
      String structure = Objects.requireNonNull(loaded.dags().get(dagId)).structureHash();
      return new WorkItem.Version(new UUID(9, number), structure, codeHash);
    }
  }

  private static CodeBundle bundle(String source) {
    return new CodeBundle(VERSION, "JAVA_SOURCE", "D.java", "0", source);
  }
}
