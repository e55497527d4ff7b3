package io.orchestrator.web.security;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets in few logins at a time, for each costs a slow hash; those that wait hold no thread.
 * Addresses take turns, so that one which sends many keeps only itself waiting. Thread-safe.
 */
final class LoginQueue {
  private static final int MOST_OF_ONE_ADDRESS = 200;
  private static final int MOST = 1_000;
  private final Map<String, Queue<BooleanSupplier>> lines = new LinkedHashMap<>();
  private final int atOnce;
  private int inside;
  private int waiting;

  LoginQueue(int atOnce) {
    this.atOnce = atOnce;
  }

  /**
   * Lets a login in as soon as it is its turn; {@link #leave} is due for each that went in.
   *
   * @param in goes in, or says false when it does not want to any more
   * @return false when too many wait: it will never be let in
   */
  boolean enter(String address, BooleanSupplier in) {
    synchronized (this) {
      if (inside >= atOnce) {
        return line(address, in);
      }
      inside++;
    }
    if (!in.getAsBoolean()) {
      leave();
    }
    return true;
  }

  private boolean line(String address, BooleanSupplier in) {
    Queue<BooleanSupplier> line = lines.getOrDefault(address, new ArrayDeque<>());
    if (waiting >= MOST || line.size() >= MOST_OF_ONE_ADDRESS) {
      return false;
    }
    line.add(in);
    lines.putIfAbsent(address, line);
    waiting++;
    return true;
  }

  /** One has been dealt with: the next one's turn. */
  void leave() {
    BooleanSupplier next = next();
    while (next != null && !next.getAsBoolean()) {
      next = next();
    }
  }

  private synchronized @Nullable BooleanSupplier next() {
    Iterator<Map.Entry<String, Queue<BooleanSupplier>>> all = lines.entrySet().iterator();
    if (!all.hasNext()) {
      inside--;
      return null;
    }
    Map.Entry<String, Queue<BooleanSupplier>> first = all.next();
    all.remove();
    BooleanSupplier next = first.getValue().remove();
    waiting--;
    if (!first.getValue().isEmpty()) {
      lines.put(first.getKey(), first.getValue());
    }
    return next;
  }
}
