package io.orchestrator.web.ui;

import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogHandler.Chunk;
import io.orchestrator.tasklog.TaskLogKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads an attempt's chunks as one text, from a cursor on. */
final class LogText {
  private LogText() {}

  /**
   * A place in a log.
   *
   * @param chunk number of the chunk
   * @param offset in bytes from its start
   */
  record Cursor(int chunk, long offset) {
    static final Cursor START = new Cursor(0, 0);

    /**
     * @throws IllegalArgumentException when the text is no cursor
     */
    static Cursor parse(String text) {
      int colon = text.indexOf(':');
      if (colon < 0) {
        return new Cursor(Integer.parseInt(text), 0);
      }
      return new Cursor(
          Integer.parseInt(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
      return chunk + ":" + offset;
    }
  }

  /**
   * A part of a log.
   *
   * @param next where reading goes on
   * @param more whether it was cut at the limit
   */
  record Part(String text, Cursor next, boolean more) {}

  /**
   * Whole lines from the cursor on; the rest of an unfinished line is left for the next reading.
   *
   * @param most stops after about so many bytes
   * @param ended whether the attempt is over, so that its last line is whole
   */
  static Part read(TaskLogHandler logs, TaskLogKey key, Cursor from, int most, boolean ended)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Chunk> chunks = logs.list(key).stream().filter(c -> c.number() >= from.chunk()).toList();
    Cursor next = from;
    Cursor afterLine = from;
    int whole = 0;
    boolean more = false;
    for (Chunk chunk : chunks) {
      if (bytes.size() >= most) {
        more = true;
        break;
      }
      long start = chunk.number() == from.chunk() ? from.offset() : 0;
      byte[] read = read(logs, key, chunk.number(), start, most - bytes.size());
      bytes.writeBytes(read);
      next = new Cursor(chunk.number(), start + read.length);
      more = start + read.length < chunk.size();
      int newline = lastNewline(read);
      if (newline >= 0) {
        whole = bytes.size() - read.length + newline + 1;
        afterLine = new Cursor(chunk.number(), start + newline + 1);
      }
    }
    boolean all = ended && !more;
    int length = all ? bytes.size() : whole;
    String text = new String(bytes.toByteArray(), 0, length, StandardCharsets.UTF_8);
    return new Part(text, all ? next : afterLine, more);
  }

  private static byte[] read(TaskLogHandler logs, TaskLogKey key, int chunk, long offset, int most)
      throws IOException {
    try (InputStream in = logs.open(key, chunk, offset)) {
      return in.readNBytes(most);
    }
  }

  private static int lastNewline(byte[] bytes) {
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
