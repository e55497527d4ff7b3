package io.orchestrator.worker;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.task.TaskLog;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Sends what tasks print to their own logs: {@code System.out} and {@code System.err} of an
 * attempt's thread and of threads it starts. Logging libraries that print to the console arrive
 * with it. Threads of shared pools keep printing where the worker prints.
 */
final class TaskOutput {
  private static final InheritableThreadLocal<@Nullable Capture> CURRENT =
      new InheritableThreadLocal<>();

  private TaskOutput() {}

  /** Puts both streams of this JVM under our control; done once, before the first task. */
  static void install() {
    System.setOut(new PrintStream(new Switch(System.out, false), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new Switch(System.err, true), true, StandardCharsets.UTF_8));
  }

  /** From now on this thread's output goes to the log, until the answer is closed. */
  static Capture capture(TaskLog log) {
    Capture capture = new Capture(log);
    CURRENT.set(capture);
    return capture;
  }

  /** Both streams of one attempt. Closed on the thread that made it; a line begun is written. */
  static final class Capture implements TaskLog, AutoCloseable {
    private final TaskLog log;
    private final LineSink out;
    private final LineSink err;

    private Capture(TaskLog log) {
      this.log = log;
      this.out = new LineSink(log, Level.INFO);
      this.err = new LineSink(log, Level.WARN);
    }

    /** Writes a line to the same log, behind what was printed before. */
    @Override
    public void line(Level level, String text) {
      out.emitBegun();
      err.emitBegun();
      log.line(level, text);
    }

    @Override
    public SecretMask secrets() {
      return log.secrets();
    }

    @Override
    public void close() {
      CURRENT.remove();
      out.end();
      err.end();
    }
  }

  /** Whose output this is, is decided at each write. */
  private static final class Switch extends OutputStream {
    private final PrintStream worker;
    private final boolean error;

    Switch(PrintStream worker, boolean error) {
      this.worker = worker;
      this.error = error;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      Capture capture = CURRENT.get();
      boolean taken =
          capture != null && (error ? capture.err : capture.out).add(bytes, offset, length);
      if (!taken) {
        worker.write(bytes, offset, length);
      }
    }

    @Override
    public void flush() {
      worker.flush();
    }
  }

  /** Cuts bytes into lines. */
  private static final class LineSink {
    private static final int LONGEST = 1 << 20;
    private final TaskLog log;
    private final Level level;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean ended;

    LineSink(TaskLog log, Level level) {
      this.log = log;
      this.level = level;
    }

    /** False when the attempt is over: the output is the worker's then. */
    synchronized boolean add(byte[] bytes, int offset, int length) {
      if (ended) {
        return false;
      }
      int from = offset;
      for (int i = offset; i < offset + length; i++) {
        if (bytes[i] == '\n') {
          begun.write(bytes, from, i - from);
          emit();
          from = i + 1;
        }
      }
      begun.write(bytes, from, offset + length - from);
      if (begun.size() > LONGEST) {
        emit();
      }
      return true;
    }

    synchronized void emitBegun() {
      if (begun.size() > 0) {
        emit();
      }
    }

    synchronized void end() {
      emitBegun();
      ended = true;
    }

    private void emit() {
      String line = begun.toString(StandardCharsets.UTF_8);
      begun.reset();
      log.line(level, line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
  }
}
