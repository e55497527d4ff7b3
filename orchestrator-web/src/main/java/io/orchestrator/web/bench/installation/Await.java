package io.orchestrator.web.bench.installation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what must come. */
public final class Await {
  private Await() {}

  /** A question to which the answer becomes true. */
  @FunctionalInterface
  public interface Question {
    boolean answer() throws Exception;
  }

  /**
   * Asks until the answer is true.
   *
   * @param what is waited for, for the message
   * @param pause between two questions
   * @throws IllegalStateException when it does not come within {@code most}
   */
  public static void until(String what, Duration most, Duration pause, Question question)
      throws Exception {
    long start = System.nanoTime();
    while (!question.answer()) {
      if (System.nanoTime() - start > most.toNanos()) {
        throw new IllegalStateException(
            "The benchmark waited " + most.toSeconds() + " s in vain for " + what + ".");
      }
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    }
  }
}
