package io.orchestrator.web.server;

import io.orchestrator.scheduler.RetentionLoop;
import io.orchestrator.scheduler.SchedulerLoop;
import io.orchestrator.store.Wakeups;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the scheduler once the web server answers and stops it first, so that waiting long polls
 * end before the web server waits for them.
 */
final class EngineLifecycle implements SmartLifecycle {
  private final SchedulerLoop loop;
  private final RetentionLoop retention;
  private final Wakeups wakeups;
  private final boolean enabled;
  private Wakeups.@Nullable Subscription subscription;
  private volatile boolean running;

  EngineLifecycle(SchedulerLoop loop, RetentionLoop retention, Wakeups wakeups, boolean enabled) {
    this.loop = loop;
    this.retention = retention;
    this.wakeups = wakeups;
    this.enabled = enabled;
  }

  @Override
  public void start() {
    if (enabled) {
      subscription = wakeups.listen(loop::wake, loop::wake);
      loop.start();
      retention.start();
    }
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    if (subscription != null) {
      subscription.close();
    }
    loop.close();
    retention.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Above the web server's: started after it, stopped before it. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
