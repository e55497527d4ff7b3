package io.orchestrator.scheduler;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that drives {@link Retention}: a pass, a long rest, the next one. It has nothing to do
 * with the thread of the {@link SchedulerLoop}, and never holds it up.
 */
public final class RetentionLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionLoop.class);
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  /**
   * How long it rests.
   *
   * @param first before the first pass, while a server that starts has other things to do
   * @param passes between two passes
   * @param batches within a pass, so that a history of years goes in hours beside all that has to
   *     go on
   */
  record Rests(Duration first, Duration passes, Duration batches) {
    static final Rests USUAL =
        new Rests(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMillis(200));
  }

  private final Retention retention;
  private final Rests rests;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::live, "retention");

  /** Begins with {@link #start}. */
  public RetentionLoop(Retention retention) {
    this(retention, Rests.USUAL);
  }

  RetentionLoop(Retention retention, Rests rests) {
    this.retention = retention;
    this.rests = rests;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Ends after the batch at hand. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(LONGEST_END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean ended() {
    return !thread.isAlive();
  }

  private void live() {
    Duration rest = rests.first();
    while (rested(rest)) {
      try {
        retention.pass(() -> rested(rests.batches()));
      } catch (RuntimeException e) {
        LOG.warn("A look for old runs failed; the next one is in {}.", rests.passes(), e);
      }
      rest = rests.passes();
    }
  }

  /** False when this is closed. */
  private boolean rested(Duration rest) {
    try {
      return !closed.await(rest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
