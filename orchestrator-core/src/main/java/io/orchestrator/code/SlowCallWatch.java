package io.orchestrator.code;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes the stack of a call in which the user's own code is busy for longer than it should be. */
final class SlowCallWatch {
  private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(20);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private final Duration limit;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "slow-define-watch");
            thread.setDaemon(true);
            return thread;
          });

  SlowCallWatch(Duration limit) {
    this.limit = limit;
  }

  /** Starts watching the calling thread. */
  Call begin() {
    Call call = new Call(Thread.currentThread(), limit);
    call.looks = timer.scheduleAtFixedRate(call, PERIOD, PERIOD, TimeUnit.NANOSECONDS);
    return call;
  }

  /** A watched call. */
  static final class Call implements Runnable {
    private final Thread watched;
    private final Duration limit;
    private final OwnTime time;
    private long processor;
    private volatile @Nullable Future<?> looks;
    private volatile StackTraceElement @Nullable [] stack;

    private Call(Thread watched, Duration limit) {
      this.watched = watched;
      this.limit = limit;
      this.time = new OwnTime(this::own);
      this.processor = THREADS.getThreadCpuTime(watched.getId());
    }

    /** One look; the stack is that of the moment in which the limit is passed. */
    @Override
    public void run() {
      StackTraceElement[] now = watched.getStackTrace();
      long used = THREADS.getThreadCpuTime(watched.getId());
      time.add(now, watched.getState(), used - processor, PERIOD);
      processor = used;
      if (stack == null && time.nanos() > limit.toNanos()) {
        stack = now;
      }
    }

    private boolean own(String className) {
      return watched.getContextClassLoader() instanceof CodeClassLoader code
          && code.defined(className);
    }

    /** Ends the watch; the stack at the limit when the call was busy for longer. */
    Optional<StackTraceElement[]> end() {
      Future<?> pending = looks;
      if (pending != null) {
        pending.cancel(false);
      }
      return Optional.ofNullable(stack);
    }
  }
}
