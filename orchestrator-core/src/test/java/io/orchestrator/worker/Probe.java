package io.orchestrator.worker;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where the tasks of test DAGs meet the test: both are of this JVM. */
public final class Probe {
  private static final long PATIENCE_SECONDS = 20;
  public static final List<String> SEEN = new CopyOnWriteArrayList<>();

  /** What a task puts into its exception. */
  public static volatile String leak = "";

  private static volatile CountDownLatch reached = new CountDownLatch(1);
  private static volatile CountDownLatch released = new CountDownLatch(1);

  private static final ThreadLocal<String> LEFT = new ThreadLocal<>();

  private Probe() {}

  static void reset() {
    SEEN.clear();
    leak = "";
    reached = new CountDownLatch(1);
    released = new CountDownLatch(1);
  }

  /** For tasks: tells the test, then waits for it. */
  public static void meet() throws InterruptedException {
    CountDownLatch release = released;
    reached.countDown();
    release.await();
  }

  /** For tasks: waits however often it is interrupted. */
  public static void meetStubbornly() {
    CountDownLatch release = released;
    reached.countDown();
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        SEEN.add("interrupted");
      }
    }
  }

  /** For tasks: tells on which thread they run, and what value they find there. */
  public static void tellThread() {
    SEEN.add(Thread.currentThread().getId() + " " + LEFT.get());
  }

  /** For tasks: the same, and leaves a value. */
  public static void leaveValue() {
    tellThread();
    LEFT.set("of another attempt");
  }

  static void awaitTask() throws InterruptedException {
    if (!reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the task did not begin");
    }
  }

  static void release() {
    released.countDown();
  }
}
