package io.orchestrator.worker.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a program's output on a thread of its own, because a read cannot be interrupted: whoever
 * takes from here can give up while a stray process holds the pipe open. The program waits when
 * nobody takes.
 */
final class OutputReader {
  private static final Logger LOG = LoggerFactory.getLogger(OutputReader.class);
  private static final int CHUNK = 8192;
  private static final byte[] END = new byte[0];
  private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(16);
  private final Thread thread;
  private boolean ended;

  private OutputReader(String name, InputStream output) {
    thread = new Thread(() -> read(name, output), "output of " + name);
    thread.setDaemon(true);
  }

  static OutputReader of(String name, InputStream output) {
    OutputReader reader = new OutputReader(name, output);
    reader.thread.start();
    return reader;
  }

  /** Whether everything was taken. */
  boolean ended() {
    return ended;
  }

  /** The next bytes, or null if none come within the wait or at all. */
  byte @Nullable [] next(long millis) throws InterruptedException {
    byte[] chunk = chunks.poll(millis, TimeUnit.MILLISECONDS);
    ended |= chunk == END;
    return chunk == END ? null : chunk;
  }

  /** Reads no further; what is left is lost. */
  void abandon() {
    thread.interrupt();
  }

  private void read(String name, InputStream output) {
    byte[] buffer = new byte[CHUNK];
    try {
      for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
        chunks.put(Arrays.copyOf(buffer, count));
      }
      chunks.put(END);
    } catch (IOException e) {
      LOG.debug("The output of {} ended: {}", name, e.getMessage());
      endEarly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // abandoned
    }
  }

  private void endEarly() {
    try {
      chunks.put(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // abandoned
    }
  }
}
