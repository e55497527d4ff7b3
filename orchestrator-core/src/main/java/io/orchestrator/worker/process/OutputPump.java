package io.orchestrator.worker.process;

import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Delivers a program's output on the task's own thread. While processes are being ended it goes on
 * and remembers an interrupt or a failure of the receiver for afterwards.
 */
final class OutputPump {
  private static final int LONGEST_LINE = 64 * 1024;
  private static final long LOOK_MILLIS = 50;

  /** Empty looks after which output that nobody we know of can write any more is given up. */
  private static final int LAST_LOOKS = 20;

  /** More than a full pipe holds: whatever still writes is not the program itself. */
  private static final int LAST_CHUNKS = 100;

  private final OutputReader reader;
  private final LineSplitter lines;
  private final Consumer<String> receiver;
  private boolean refused;
  private @Nullable InterruptedException interruption;
  private @Nullable RuntimeException failure;

  OutputPump(String name, InputStream output, Consumer<String> receiver) {
    this.reader = OutputReader.of(name, output);
    this.lines = new LineSplitter(LONGEST_LINE, this::deliver);
    this.receiver = receiver;
  }

  boolean ended() {
    return reader.ended();
  }

  /** Waits for bytes and delivers the lines they complete. */
  boolean take(long millis) throws InterruptedException {
    byte[] chunk = reader.next(millis);
    if (chunk == null) {
      return false;
    }
    lines.accept(chunk);
    return true;
  }

  /** A receiver that failed gets no more. */
  private void deliver(String line) {
    if (refused) {
      return;
    }
    boolean taken = false;
    try {
      receiver.accept(line);
      taken = true;
    } finally {
      refused = !taken;
    }
  }

  /**
   * Delivers for as long as given.
   *
   * @return false once the thread was interrupted meanwhile
   */
  boolean pass(long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis; left > 0; ) {
      calmTake(left);
      left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
    }
    return interruption == null;
  }

  private boolean calmTake(long millis) {
    try {
      return take(millis);
    } catch (InterruptedException e) {
      interruption = e;
    } catch (RuntimeException e) {
      failure = e;
    }
    return true;
  }

  /** Delivers what is left. Never waits for a stranger that holds the output open. */
  void close() {
    int emptyLooks = 0;
    for (int chunks = 0; !ended() && emptyLooks < LAST_LOOKS && chunks < LAST_CHUNKS; chunks++) {
      if (!calmTake(LOOK_MILLIS)) {
        emptyLooks++;
      }
    }
    reader.abandon();
    try {
      lines.finish();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** Throws what was remembered. */
  void rethrow() throws InterruptedException {
    if (interruption != null) {
      throw interruption;
    }
    if (failure != null) {
      throw failure;
    }
  }
}
