package io.orchestrator.worker;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What user code leaves on the thread that it ran on: compared are the thread before and after.
 * Whether it is a daemon cannot be changed while it runs. What cannot be seen is a lock it still
 * holds and code elsewhere that keeps the thread to interrupt it later.
 */
final class ThreadTraces {
  private final Thread thread = Thread.currentThread();
  private final String name = thread.getName();
  private final int priority = thread.getPriority();
  private final UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
  private final Optional<ThreadLocals> locals = ThreadLocals.ofThisThread();
  private final Set<Thread> neighbours = new HashSet<>();
  private @Nullable ClassLoader loader = thread.getContextClassLoader();

  private ThreadTraces() {
    neighbours.addAll(group());
    locals.ifPresent(ThreadLocals::areOurs);
  }

  /** The thread that asks, as it is before any user code. */
  static ThreadTraces before() {
    return new ThreadTraces();
  }

  /** Sets the thread's context class loader, which user code is to leave as it is. */
  void lend(ClassLoader given) {
    thread.setContextClassLoader(given);
    loader = given;
  }

  /** What is not as it was, or cannot be known, in a few words; empty when nothing is left. */
  Optional<String> left() {
    List<String> left = new ArrayList<>();
    note(left, "its name", !thread.getName().equals(name));
    note(left, "its priority", thread.getPriority() != priority);
    note(left, "its context class loader", thread.getContextClassLoader() != loader);
    note(left, "its handler of exceptions", thread.getUncaughtExceptionHandler() != handler);
    note(left, "an interrupt", thread.isInterrupted());
    note(left, "threads that it started", !neighbours.containsAll(group()));
    note(
        left,
        "thread locals",
        locals.isEmpty() || ThreadLocals.ofThisThread().orElseThrow().differFrom(locals.get()));
    return left.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", left));
  }

  private static void note(List<String> left, String what, boolean is) {
    if (is) {
      left.add(what);
    }
  }

  /** Threads that are alive in its group, by themselves or in groups below. */
  private Collection<Thread> group() {
    ThreadGroup group = thread.getThreadGroup();
    if (group == null) {
      return List.of();
    }
    Thread[] alive = new Thread[group.activeCount() + 8];
    return Arrays.asList(alive).subList(0, group.enumerate(alive));
  }
}
