package io.orchestrator.tasklog;

import io.orchestrator.tasklog.SegmentFormat.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Goes through the records of a segment, or of a part of it, in order. Ends before the first that
 * is cut off or damaged; of a segment that is being written that is where it ends for now. The file
 * is the caller's, and nobody else's while this reads it.
 */
public final class SegmentScan {
  private static final int WINDOW = 64 * 1024;
  private static final int IN_LINES = SegmentFormat.AROUND_TEXT - SegmentFormat.HEAD;

  private final RandomAccessFile file;
  private final long limit;

  /** Bytes of the file from {@code windowAt} on, as many as {@code held}. */
  private byte[] window = {};

  private ByteBuffer record = ByteBuffer.wrap(window);
  private long windowAt;
  private int held;
  private long from;
  private long to;

  /** A whole segment. One that does not begin as such has no records. */
  public static SegmentScan of(RandomAccessFile file) throws IOException {
    SegmentScan scan = new SegmentScan(file, 0, Long.MAX_VALUE);
    int magic = SegmentFormat.MAGIC.length;
    boolean whole =
        scan.holds(0, magic) && Arrays.equals(scan.window, 0, magic, SegmentFormat.MAGIC, 0, magic);
    scan.to = whole ? magic : scan.limit;
    return scan;
  }

  /**
   * A part.
   *
   * @param from where a record begins
   * @param to behind the last, as far as the file goes
   */
  public SegmentScan(RandomAccessFile file, long from, long to) throws IOException {
    this.file = file;
    this.limit = Math.min(to, file.length());
    this.to = from;
  }

  /** Goes on to the next record; false behind the last. */
  public boolean next() throws IOException {
    if (!holds(to, SegmentFormat.HEAD)) {
      return false;
    }
    int length = at(to).getInt();
    boolean sound = length >= 1 && length <= SegmentFormat.LONGEST;
    if (!sound || !holds(to, SegmentFormat.HEAD + length)) {
      return false;
    }
    int start = (int) (to - windowAt) + SegmentFormat.HEAD;
    if (SegmentFormat.checksum(window, start, start + length) != at(to).getInt(start - 4)) {
      return false;
    }
    record = ByteBuffer.wrap(window, start, length).slice();
    from = to;
    to = from + SegmentFormat.HEAD + length;
    return record.get(0) != Kind.INDEX.code;
  }

  private ByteBuffer at(long position) {
    return ByteBuffer.wrap(window).position((int) (position - windowAt));
  }

  /** Makes the window hold a part of the file; false when the file ends before. */
  private boolean holds(long position, int size) throws IOException {
    if (position + size > limit) {
      return false;
    }
    if (position < windowAt || position + size > windowAt + held) {
      int most = (int) Math.min(limit - position, Math.max(WINDOW, size));
      window = window.length < most ? new byte[most] : window;
      file.seek(position);
      windowAt = position;
      held = 0;
      int read = file.read(window, 0, most);
      while (read > 0) {
        held += read;
        read = file.read(window, held, most - held);
      }
    }
    return held >= size;
  }

  /** Whether this is a record of a kind. */
  public boolean is(Kind kind) {
    return record.get(0) == kind.code;
  }

  /** Where this record begins. */
  public long from() {
    return from;
  }

  /** Behind its last byte. */
  public long to() {
    return to;
  }

  /** Of any kind but begin and index. */
  public int attempt() {
    return record.getInt(1);
  }

  /** Of lines and of what was shipped. */
  public int chunk() {
    return record.getInt(1 + Integer.BYTES);
  }

  /** Of lines: when their chunk was begun. */
  public Instant startedAt() {
    return Instant.ofEpochMilli(record.getLong(1 + 2 * Integer.BYTES));
  }

  /** Of lines: how many bytes they are. */
  public int textLength() {
    return record.limit() - IN_LINES;
  }

  /** Whose an attempt's number is, and the name of its stream. */
  public record Declared(TaskLogKey key, String stream) {}

  /** Of an attempt. */
  public Declared declared() throws IOException {
    int start = record.arrayOffset() + 1 + Integer.BYTES;
    DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(window, start, record.limit()));
    TaskLogKey key =
        new TaskLogKey(in.readUTF(), in.readUTF(), in.readUTF(), in.readInt(), in.readInt());
    return new Declared(key, in.readUTF());
  }

  /** The text of one chunk in what follows; it ends where a later one of the attempt begins. */
  public byte[] text(int attempt, int chunk) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (next()) {
      boolean lines = is(Kind.LINES);
      if ((!lines && !is(Kind.ENDED)) || attempt() != attempt) {
        continue;
      }
      if (!lines || chunk() > chunk) {
        break;
      }
      text.write(window, record.arrayOffset() + IN_LINES, textLength());
    }
    return text.toByteArray();
  }

  /** The key's name in this segment if this record says it. */
  Optional<String> streamOf(TaskLogKey key) throws IOException {
    if (!is(Kind.ATTEMPT)) {
      return Optional.empty();
    }
    Declared declared = declared();
    return declared.key().equals(key) ? Optional.of(declared.stream()) : Optional.empty();
  }
}
