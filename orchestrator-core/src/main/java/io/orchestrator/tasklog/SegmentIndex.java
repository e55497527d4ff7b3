package io.orchestrator.tasklog;

import io.orchestrator.tasklog.SegmentFormat.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Where in a segment the records of each log lie. While it is written this is kept by its writer;
 * the last record of a full one is this index, so that a log is found among gigabytes that wait
 * without reading them:
 *
 * <pre>
 * I  for each log, ascending: long digest of its path, int from, int to
 * int where this record begins, 8 bytes "ORCHLOGE": the last of the file
 * </pre>
 */
public final class SegmentIndex {
  private static final byte[] END = "ORCHLOGE".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = Integer.BYTES + END.length;
  private static final int ENTRY = Long.BYTES + 2 * Integer.BYTES;
  private final Map<Long, int[]> places = new TreeMap<>();

  /** A part of a segment. */
  record Part(long from, long to) {}

  /** By what an index knows a log. Two may share it: the records say whose they are. */
  public static long digest(TaskLogKey key) {
    byte[] path = key.path().getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(path).getMostSignificantBits();
  }

  /** A record of a log lies there. */
  public void add(long digest, int from, int to) {
    places.computeIfAbsent(digest, d -> new int[] {from, to})[1] = to;
  }

  /** What ends a segment. */
  public byte[] ending(int offset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        SegmentFormat.record(
            Kind.INDEX,
            places.size() * ENTRY,
            record ->
                places.forEach(
                    (digest, part) -> record.putLong(digest).putInt(part[0]).putInt(part[1]))));
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(offset).array());
    bytes.writeBytes(END);
    return bytes.toByteArray();
  }

  /** Where a segment may have records of a log: anywhere when it has no index yet. */
  static Part find(RandomAccessFile file, TaskLogKey key) throws IOException {
    long length = file.length();
    int begin = SegmentFormat.MAGIC.length;
    if (length < begin || !Arrays.equals(read(file, 0, begin), SegmentFormat.MAGIC)) {
      return new Part(0, 0);
    }
    Part all = new Part(begin, length);
    if (length < begin + TAIL) {
      return all;
    }
    byte[] tail = read(file, length - TAIL, TAIL);
    long first = ByteBuffer.wrap(tail).getInt() + (long) SegmentFormat.HEAD + 1;
    boolean indexed = Arrays.equals(tail, Integer.BYTES, TAIL, END, 0, END.length);
    boolean sound = first > 0 && first <= length - TAIL && (length - TAIL - first) % ENTRY == 0;
    return indexed && sound ? search(file, first, length - TAIL, digest(key)) : all;
  }

  private static Part search(RandomAccessFile file, long first, long end, long digest)
      throws IOException {
    long low = 0;
    long high = (end - first) / ENTRY;
    while (low < high) {
      long middle = (low + high) >>> 1;
      ByteBuffer entry = ByteBuffer.wrap(read(file, first + middle * ENTRY, ENTRY));
      long found = entry.getLong();
      if (found == digest) {
        return new Part(entry.getInt(), entry.getInt());
      }
      low = found < digest ? middle + 1 : low;
      high = found < digest ? high : middle;
    }
    return new Part(0, 0);
  }

  private static byte[] read(RandomAccessFile file, long at, int size) throws IOException {
    byte[] bytes = new byte[size];
    file.seek(at);
    file.readFully(bytes);
    return bytes;
  }
}
