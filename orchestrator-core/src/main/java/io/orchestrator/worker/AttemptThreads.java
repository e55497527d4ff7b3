package io.orchestrator.worker;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for attempts, each for one after the other. One on which user code has left something
 * ({@link ThreadTraces}) is not used again: the next attempt gets another. Thread-safe.
 */
final class AttemptThreads {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptThreads.class);
  private static final long IDLE_SECONDS = 60;

  /** Taken by a thread that waits; when none does, a new one is made. */
  private final SynchronousQueue<Job> next = new SynchronousQueue<>();

  /** Of threads that are gone, with what user code started and may still run. */
  private final List<ThreadGroup> left = new ArrayList<>();

  private record Job(String name, Runnable work) {}

  /**
   * Runs something on a thread of its own for that time.
   *
   * @throws OutOfMemoryError when no thread can be made; it is not run then
   */
  void start(String name, Runnable work) {
    Job job = new Job(name, work);
    if (!next.offer(job)) {
      new AttemptThread(group(), job).start();
    }
  }

  /** The thread that asks is not used again, if it is one of these. */
  static void retire(String why) {
    if (Thread.currentThread() instanceof AttemptThread thread) {
      LOG.debug("{} is not used again: {}", thread.getName(), why);
      thread.retired = true;
    }
  }

  /** Each thread has a group of its own, so that what its user code starts is known as such. */
  private synchronized ThreadGroup group() {
    Iterator<ThreadGroup> groups = left.iterator();
    while (groups.hasNext()) {
      ThreadGroup group = groups.next();
      if (group.activeCount() == 0) {
        groups.remove();
        return group;
      }
    }
    return new ThreadGroup("attempt");
  }

  private synchronized void gone(ThreadGroup group) {
    left.add(group);
  }

  /** The next job; empty when there was none for long. */
  private Optional<Job> await() {
    try {
      return Optional.ofNullable(next.poll(IDLE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      // By code that kept this thread; it may do so again.
      return Optional.empty();
    }
  }

  private final class AttemptThread extends Thread {
    private @Nullable Job job;

    /** Touched by its own thread only. */
    private boolean retired;

    AttemptThread(ThreadGroup group, Job first) {
      // What the thread that makes it has inherited or keeps is none of its business.
      super(group, null, first.name(), 0, false);
      this.job = first;
      setDaemon(true);
      setContextClassLoader(AttemptThreads.class.getClassLoader());
    }

    @Override
    public void run() {
      try {
        while (job != null) {
          setName(job.name());
          job.work().run();
          job = null;
          if (!retired) {
            setName("attempt-idle");
            job = await().orElse(null);
          }
        }
      } finally {
        gone(Objects.requireNonNull(getThreadGroup()));
      }
    }
  }
}
