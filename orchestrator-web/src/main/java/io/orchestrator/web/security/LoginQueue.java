package io.orchestrator.web.security;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets in few logins at a time, for each costs a slow hash; those that wait hold no thread. Where
 * they crowd, each is followed by a rest as long as itself: a core that hashes all the time is
 * missing to those who work. Addresses take turns, so that one which sends many keeps only itself
 * waiting. Thread-safe.
 */
final class LoginQueue {
  private static final int MOST_OF_ONE_ADDRESS = 200;
  private static final int MOST = 1_000;
  private final Map<String, Queue<BooleanSupplier>> lines = new LinkedHashMap<>();
  private final int atOnce;
  private final Rest rest;
  private int inside;
  private int waiting;

  /** Runs something when a time is over, on any thread. */
  interface Rest {
    void then(Duration length, Runnable next);
  }

  /**
   * @param rest how the time between two logins of a crowd goes by
   */
  LoginQueue(int atOnce, Rest rest) {
    this.atOnce = atOnce;
    this.rest = rest;
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
      letNext();
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

  /**
   * One has been dealt with: the next one's turn.
   *
   * @param took since it went in
   */
  void leave(Duration took) {
    if (crowded()) {
      rest.then(took, this::letNext);
    } else {
      letNext();
    }
  }

  private synchronized boolean crowded() {
    return waiting > 0;
  }

  private void letNext() {
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
