package io.orchestrator.worker.process;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes lines of bytes. What is not UTF-8 shows as replacement characters; a line longer than the
 * limit arrives in pieces.
 */
final class LineSplitter {
  private final Consumer<String> lines;
  private final byte[] line;
  private int length;
  private boolean pieces;

  /**
   * @param limit longest line in bytes
   */
  LineSplitter(int limit, Consumer<String> lines) {
    this.line = new byte[limit];
    this.lines = lines;
  }

  void accept(byte[] bytes) {
    for (byte next : bytes) {
      if (next == '\n') {
        endLine();
      } else {
        add(next);
      }
    }
  }

  /** Delivers a last line without a line feed. */
  void finish() {
    if (length > 0) {
      endLine();
    }
  }

  private void add(byte next) {
    if (length == line.length) {
      int cut = startOfLastCharacter();
      String piece = text(cut);
      System.arraycopy(line, cut, line, 0, length - cut);
      length -= cut;
      pieces = true;
      lines.accept(piece);
    }
    line[length++] = next;
  }

  private void endLine() {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    boolean rest = pieces && end == 0;
    String text = text(end);
    length = 0;
    pieces = false;
    if (!rest) {
      lines.accept(text);
    }
  }

  /** Where to cut so that no character is torn; the whole line when it is not UTF-8. */
  private int startOfLastCharacter() {
    for (int back = 1; back <= 4 && back < length; back++) {
      int unsigned = line[length - back] & 0xff;
      if (unsigned < 0x80) {
        return length;
      }
      if (unsigned >= 0xc0) {
        return length - back;
      }
    }
    return length;
  }

  private String text(int end) {
    return new String(line, 0, end, StandardCharsets.UTF_8);
  }
}
