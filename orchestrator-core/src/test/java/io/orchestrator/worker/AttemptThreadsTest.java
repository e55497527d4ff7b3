package io.orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which threads run attempts, and after what they do not run the next one. */
class AttemptThreadsTest {
  private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();
  private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();
  private static final ClassLoader CODE = new URLClassLoader(new URL[0]);

  private final AttemptThreads threads = new AttemptThreads();
  private final CountDownLatch testIsOver = new CountDownLatch(1);

  @AfterEach
  void end() {
    testIsOver.countDown();
  }

  private record Ran(Thread thread, Optional<String> left) {}

  /** As an attempt does; returns when its thread can take the next, or is gone. */
  private Ran run(Runnable userCode) throws Exception {
    CompletableFuture<Ran> ran = new CompletableFuture<>();
    threads.start(
        "task-of-a-test",
        () -> {
          ThreadTraces traces = ThreadTraces.before();
          traces.lend(CODE);
          userCode.run();
          Optional<String> left = traces.left();
          left.ifPresent(AttemptThreads::retire);
          Thread.currentThread().setContextClassLoader(AttemptThreads.class.getClassLoader());
          ran.complete(new Ran(Thread.currentThread(), left));
        });
    Ran done = ran.get(20, TimeUnit.SECONDS);
    while (done.thread().isAlive() && done.thread().getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return done;
  }

  private void assertLeaves(String what, Runnable userCode) throws Exception {
    Ran ran = run(userCode);
    assertThat(ran.left()).contains(what);
    ran.thread().join(TimeUnit.SECONDS.toMillis(20));
    assertThat(ran.thread().isAlive()).as("it ends").isFalse();
    assertThat(run(() -> {}).thread()).as("the next has another").isNotSameAs(ran.thread());
  }

  @Test
  void codeThatLeavesNothingHasItsThreadUsedAgain() throws Exception {
    Ran first = run(() -> {});
    Ran second =
        run(
            () -> {
              LOCAL.set("gone before the end");
              LOCAL.remove();
            });
    assertThat(first.left()).isEmpty();
    assertThat(second.left()).isEmpty();
    assertThat(second.thread()).isSameAs(first.thread());
    assertThat(run(() -> {}).thread()).isSameAs(first.thread());
    assertThat(first.thread().isDaemon()).isTrue();
  }

  @Test
  void aThreadLocalThatIsLeft() throws Exception {
    assertLeaves("thread locals", () -> LOCAL.set("left"));
  }

  @Test
  void anInheritedThreadLocalThatIsLeft() throws Exception {
    assertLeaves("thread locals", () -> INHERITED.set("left"));
  }

  @Test
  void anotherValueInAThreadLocalThatWasThereBefore() throws Exception {
    CompletableFuture<Optional<String>> left = new CompletableFuture<>();
    threads.start(
        "task-of-a-test",
        () -> {
          LOCAL.set("of the worker");
          ThreadTraces traces = ThreadTraces.before();
          LOCAL.set("of the task");
          left.complete(traces.left());
        });
    assertThat(left.get(20, TimeUnit.SECONDS)).contains("thread locals");
  }

  @Test
  void anotherContextClassLoader() throws Exception {
    assertLeaves(
        "its context class loader",
        () -> Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[0])));
  }

  @Test
  void anInterruptThatIsNotTaken() throws Exception {
    assertLeaves("an interrupt", () -> Thread.currentThread().interrupt());
  }

  @Test
  void anotherName() throws Exception {
    assertLeaves("its name", () -> Thread.currentThread().setName("mine"));
  }

  @Test
  @SuppressWarnings("ThreadPriorityCheck") // What careless code does is the subject.
  void anotherPriority() throws Exception {
    assertLeaves("its priority", () -> Thread.currentThread().setPriority(Thread.MIN_PRIORITY));
  }

  @Test
  void aHandlerOfExceptions() throws Exception {
    assertLeaves(
        "its handler of exceptions",
        () -> Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {}));
  }

  @Test
  void aThreadThatItStartedAndThatStillRuns() throws Exception {
    assertLeaves(
        "threads that it started", () -> startWaiting(Thread.currentThread().getThreadGroup()));
  }

  @Test
  void aThreadThatItStartedInAGroupOfItsOwn() throws Exception {
    assertLeaves("threads that it started", () -> startWaiting(new ThreadGroup("mine")));
  }

  private void startWaiting(ThreadGroup group) {
    new Thread(
            group,
            () -> {
              try {
                testIsOver.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            })
        .start();
  }

  @Test
  void aThreadThatItStartedAndThatHasEnded() throws Exception {
    Ran ran =
        run(
            () -> {
              Thread child = new Thread(() -> {});
              child.start();
              while (child.isAlive()) {
                Thread.onSpinWait();
              }
            });
    assertThat(ran.left()).isEmpty();
  }

  @Test
  void nothingIsInheritedFromTheThreadThatMakesOne() throws Exception {
    INHERITED.set("of the test");
    try {
      run(() -> assertThat(INHERITED.get()).isNull());
    } finally {
      INHERITED.remove();
    }
  }

  @Test
  void whatRunsAtTheSameTimeHasThreadsOfItsOwn() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      threads.start("task-of-a-test", both::countDown);
    }
    assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anInterruptFromElsewhereWhileItRestsEndsAThread() throws Exception {
    Ran first = run(() -> {});
    first.thread().interrupt();
    first.thread().join(TimeUnit.SECONDS.toMillis(20));
    assertThat(run(() -> {}).left()).isEmpty();
  }
}
