package io.orchestrator.web.health;

import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogHandler.LogProbeException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Whether task logs can be kept. Probed when the server starts, without holding up the start, and
 * again until it succeeds.
 */
public final class TaskLogHealth implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(TaskLogHealth.class);
  private static final long AGAIN_SECONDS = 30;

  private final TaskLogHandler handler;
  private volatile @Nullable Verdict verdict;
  private @Nullable CountDownLatch stopped;

  public TaskLogHealth(TaskLogHandler handler) {
    this.handler = handler;
  }

  /**
   * What the last probe said.
   *
   * @param sentence for people who may see settings: it names the bucket
   */
  public record Verdict(boolean healthy, String sentence) {}

  /** Empty until the first probe has ended. */
  public Optional<Verdict> verdict() {
    return Optional.ofNullable(verdict);
  }

  /** Probes, unless the last probe succeeded. */
  public void probe() {
    Verdict before = verdict;
    if (before != null && before.healthy()) {
      return;
    }
    Verdict now = ask();
    verdict = now;
    if (now.healthy()) {
      LOG.info("{}", now.sentence());
    } else if (!now.equals(before)) {
      LOG.warn("{} Until then they wait with the workers.", now.sentence());
    }
  }

  private Verdict ask() {
    try {
      handler.probe();
      return new Verdict(
          true, "Task logs are kept at " + handler.location() + " (written, read, deleted).");
    } catch (LogProbeException | RuntimeException e) {
      LOG.debug("The probe of {} failed", handler.location(), e);
      return new Verdict(false, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public synchronized void start() {
    CountDownLatch stop = new CountDownLatch(1);
    Thread thread = new Thread(() -> probeUntilHealthy(stop), "task-log-probe");
    thread.setDaemon(true);
    thread.start();
    stopped = stop;
  }

  private void probeUntilHealthy(CountDownLatch stop) {
    try {
      do {
        probe();
      } while (!verdict().map(Verdict::healthy).orElse(false)
          && !stop.await(AGAIN_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void stop() {
    if (stopped != null) {
      stopped.countDown();
      stopped = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return stopped != null;
  }
}
