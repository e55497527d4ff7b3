package io.orchestrator.tasklog;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * How a worker's unshipped output lies in a file, a segment: a magic word, then records, each
 * appended with one write and never changed. Numbers are big-endian.
 *
 * <pre>
 * magic    8 bytes, "ORCHLOG1": the last one is the version
 * record   int length of what follows the checksum, int CRC32C of it, byte kind, payload
 *   A  attempt  int attempt, UTF dag, run and task, int map index, int try, UTF stream
 *   B  begin    nothing: all attempts that ran when the segment was begun stand before it
 *   L  lines    int attempt, int chunk, long start of the chunk in ms, text
 *   E  ended    int attempt
 *   S  shipped  int attempt, int chunk
 *   I  index    see {@link SegmentIndex}; the last record of a segment that is full
 * </pre>
 *
 * <p>An attempt's number is its worker's; each segment says whose it is before it is used, so that
 * segments are read and removed one by one. A chunk lies in one segment. Which attempts run is told
 * by the newest segment. A record that is cut off or damaged ends its segment.
 */
public final class SegmentFormat {
  /** What a segment begins with. */
  static final byte[] MAGIC = "ORCHLOG1".getBytes(StandardCharsets.US_ASCII);

  /** Where the first record begins. */
  public static final int MAGIC_LENGTH = MAGIC.length;

  /** Length and checksum. */
  static final int HEAD = 8;

  /** Of a record of lines, what is not text. */
  public static final int AROUND_TEXT = HEAD + 1 + 2 * Integer.BYTES + Long.BYTES;

  /** Longest record; a text of a million characters is shorter, in any script. */
  static final int LONGEST = 8 << 20;

  /** What a record tells. */
  public enum Kind {
    ATTEMPT('A'),
    BEGIN('B'),
    LINES('L'),
    ENDED('E'),
    SHIPPED('S'),
    INDEX('I');

    final byte code;

    Kind(char code) {
      this.code = (byte) code;
    }
  }

  private SegmentFormat() {}

  /**
   * The first bytes of a segment.
   *
   * @param running the attempt records of what runs now
   */
  public static byte[] beginning(Iterable<byte[]> running) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(MAGIC);
    running.forEach(bytes::writeBytes);
    bytes.writeBytes(record(Kind.BEGIN, 0, empty -> {}));
    return bytes.toByteArray();
  }

  /** An attempt runs from here on and has this number. */
  public static byte[] attempt(int attempt, TaskLogKey key, String stream) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(attempt);
    out.writeUTF(key.dagId());
    out.writeUTF(key.runId());
    out.writeUTF(key.taskId());
    out.writeInt(key.mapIndex());
    out.writeInt(key.tryNumber());
    out.writeUTF(stream);
    return record(Kind.ATTEMPT, bytes.size(), record -> record.put(bytes.toByteArray()));
  }

  /** Whole lines of a chunk. */
  public static byte[] lines(int attempt, ChunkId chunk, byte[] text) {
    return record(
        Kind.LINES,
        AROUND_TEXT - HEAD - 1 + text.length,
        record ->
            record
                .putInt(attempt)
                .putInt(chunk.number())
                .putLong(chunk.startedAt().toEpochMilli())
                .put(text));
  }

  /** An attempt, or a poke of its sensor, has ended. */
  public static byte[] ended(int attempt) {
    return record(Kind.ENDED, Integer.BYTES, record -> record.putInt(attempt));
  }

  /** A chunk is at its place. */
  public static byte[] shipped(int attempt, int chunk) {
    return record(Kind.SHIPPED, 2 * Integer.BYTES, record -> record.putInt(attempt).putInt(chunk));
  }

  static byte[] record(Kind kind, int payload, Consumer<ByteBuffer> fill) {
    byte[] bytes = new byte[HEAD + 1 + payload];
    ByteBuffer record = ByteBuffer.wrap(bytes).putInt(1 + payload).putInt(0).put(kind.code);
    fill.accept(record);
    record.putInt(Integer.BYTES, checksum(bytes, HEAD, bytes.length));
    return bytes;
  }

  static int checksum(byte[] bytes, int from, int to) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, to - from);
    return (int) sum.getValue();
  }
}
