package io.orchestrator.store.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/** How to take back what the open transaction has changed so far, last change first. */
final class Undo {
  private final Deque<Runnable> steps = new ArrayDeque<>();

  void add(Runnable step) {
    steps.push(step);
  }

  boolean empty() {
    return steps.isEmpty();
  }

  void commit() {
    steps.clear();
  }

  void rollback() {
    while (!steps.isEmpty()) {
      steps.pop().run();
    }
  }
}
