package io.orchestrator.code;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes the stack of a call that lasts longer than it should. */
final class SlowCallWatch {
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
    Call call = new Call(Thread.currentThread());
    call.alarm = timer.schedule(call, limit.toMillis(), TimeUnit.MILLISECONDS);
    return call;
  }

  /** A watched call. */
  static final class Call implements Runnable {
    private final Thread watched;
    private volatile @Nullable Future<?> alarm;
    private volatile StackTraceElement @Nullable [] stack;

    private Call(Thread watched) {
      this.watched = watched;
    }

    @Override
    public void run() {
      stack = watched.getStackTrace();
    }

    /** Ends the watch; the stack at the limit when the call lasted longer. */
    Optional<StackTraceElement[]> end() {
      Future<?> pending = alarm;
      if (pending != null) {
        pending.cancel(false);
      }
      return Optional.ofNullable(stack);
    }
  }
}
