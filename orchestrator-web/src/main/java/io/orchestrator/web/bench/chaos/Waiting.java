package io.orchestrator.web.bench.chaos;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits for what must come, and says aloud what is being done. */
record Waiting(InstantSource clock, Consumer<String> progress) {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** As below, with a second between two questions. */
  boolean until(String what, Duration most, Callable<Boolean> question)
      throws InterruptedException {
    return until(what, most, PAUSE, question);
  }

  /**
   * Asks again and again; a question that fails is asked again, too. What never comes is judged.
   *
   * @return whether it came
   */
  boolean until(String what, Duration most, Duration pause, Callable<Boolean> question)
      throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    String answer = "no";
    while (System.nanoTime() < end) {
      try {
        if (question.call()) {
          return true;
        }
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        answer = String.valueOf(e.getMessage());
      }
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    }
    say("waited " + most.toSeconds() + " s in vain for " + what + "; the last answer: " + answer);
    return false;
  }

  void say(String words) {
    progress.accept(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + words);
  }
}
