package io.orchestrator.execution.http;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages over a WebSocket one after the other, as it wants: each when the one before has
 * been written. Who sends never waits. How much may lie here is bounded by what the worker holds; a
 * server that does not read is found out by the heartbeat that it does not answer. Thread-safe.
 */
final class OutgoingMessages {
  private final Consumer<Throwable> broken;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private @Nullable WebSocket socket;
  private boolean sending;
  private boolean over;

  /**
   * @param broken told when a message cannot be written
   */
  OutgoingMessages(Consumer<Throwable> broken) {
    this.broken = broken;
  }

  void begin(WebSocket opened) {
    boolean late;
    synchronized (this) {
      socket = opened;
      late = over;
    }
    if (late) {
      opened.abort();
    }
  }

  void send(byte[] message) {
    synchronized (this) {
      if (over) {
        return;
      }
      waiting.add(message);
    }
    next();
  }

  /** Nothing is sent any more, and the connection is closed at once. */
  void abort() {
    WebSocket open;
    synchronized (this) {
      over = true;
      waiting.clear();
      open = socket;
    }
    if (open != null) {
      open.abort();
    }
  }

  // What fails is told by the callback.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void next() {
    WebSocket open;
    byte[] message;
    synchronized (this) {
      open = socket;
      if (sending || over || open == null || waiting.isEmpty()) {
        return;
      }
      sending = true;
      message = waiting.remove();
    }
    open.sendBinary(ByteBuffer.wrap(message), true)
        .whenComplete((done, failure) -> written(failure));
  }

  private void written(@Nullable Throwable failure) {
    synchronized (this) {
      sending = false;
    }
    if (failure == null) {
      next();
    } else {
      broken.accept(failure);
    }
  }
}
