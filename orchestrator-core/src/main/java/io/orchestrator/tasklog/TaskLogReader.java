package io.orchestrator.tasklog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads an attempt's log, page by page, wherever its chunks lie just now: unshipped ones in the
 * spool of a worker on this machine, the others with the handler. Thread-safe.
 *
 * <p>Following a log: read from {@link #START}, then again and again from {@link Page#next}, at
 * once while {@link Page#more} says so. No byte comes twice and none is left out, whatever is
 * shipped meanwhile.
 */
public final class TaskLogReader {
  /** Where a log begins. */
  public static final String START = LogCursor.START.toString();

  /** In bytes of UTF-8. */
  private static final int LONGEST_CHARACTER = 4;

  private static final int SMALLEST_PAGE = 16;
  private static final int LARGEST_PAGE = 16 * 1024 * 1024;

  private final TaskLogHandler remote;
  private final Optional<Path> spool;

  /**
   * @param spool folder of workers on this machine; empty when they run elsewhere
   */
  public TaskLogReader(TaskLogHandler remote, Optional<Path> spool) {
    this.remote = remote;
    this.spool = spool;
  }

  /**
   * A part of a log.
   *
   * @param text whole lines, unless one line is longer than a page
   * @param next opaque; where reading goes on; letters, digits, dots and underscores only
   * @param more whether there is more to read now
   * @param problem a sentence for people when the place cannot be read now; the text is what could
   *     be read nevertheless, and reading may go on from {@code next} later
   */
  public record Page(String text, String next, boolean more, Optional<String> problem) {}

  /** Where logs are kept, as people write it. */
  public String location() {
    return remote.location();
  }

  /**
   * Reads on from a cursor.
   *
   * @param cursor {@link #START}, an empty text, or an earlier page's {@code next}
   * @param maxBytes size of the page in bytes of UTF-8; from 16 bytes to 16 MiB
   * @throws IllegalArgumentException when the text is not a cursor
   */
  public Page read(TaskLogKey key, String cursor, int maxBytes) {
    int most = Math.min(Math.max(maxBytes, SMALLEST_PAGE), LARGEST_PAGE);
    Reading reading = new Reading(key, LogCursor.parse(cursor), most);
    reading.run();
    return reading.page();
  }

  /** One page in the making. */
  private final class Reading {
    private final TaskLogKey key;
    private final int most;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Set<String> waiting = new HashSet<>();
    private final NavigableSet<ChunkId> shipped = new TreeSet<>();
    private final Map<String, Integer> last = new HashMap<>();
    private NavigableMap<ChunkId, SpooledChunk> spooled = new TreeMap<>();
    private LogCursor cursor;
    private boolean more;
    private @Nullable String problem;

    Reading(TaskLogKey key, LogCursor cursor, int most) {
      this.key = key;
      this.cursor = cursor;
      this.most = most;
    }

    Page page() {
      String text = out.toString(StandardCharsets.UTF_8);
      return new Page(text, cursor.toString(), more, Optional.ofNullable(problem));
    }

    void run() {
      NavigableSet<ChunkId> chunks = list();
      for (ChunkId chunk : chunks) {
        long offset = cursor.offsetIn(chunk);
        if (offset < 0 || waiting.contains(chunk.stream()) || behindGap(chunk)) {
          continue;
        }
        if (out.size() >= most) {
          more = true;
          break;
        }
        try {
          if (!read(chunk, offset)) {
            more = true;
            break;
          }
        } catch (IOException e) {
          problem = unreadable(e);
          break;
        }
      }
      cursor = problem == null ? cursor.bounded(chunks) : cursor;
    }

    /**
     * The spool first: a chunk that leaves it between the two listings is with the handler by then.
     */
    private NavigableSet<ChunkId> list() {
      try {
        if (spool.isPresent()) {
          spooled = SpoolFolder.find(spool.get(), key);
        }
        remote.list(key).forEach(c -> shipped.add(c.id()));
      } catch (IOException e) {
        problem = unreadable(e);
      }
      NavigableSet<ChunkId> chunks = new TreeSet<>(spooled.keySet());
      chunks.addAll(shipped);
      chunks.forEach(c -> last.merge(c.stream(), c.number(), Math::max));
      return chunks;
    }

    private String unreadable(IOException e) {
      return "The log cannot be read from " + remote.location() + " now: " + e.getMessage();
    }

    /** With the handler's list unknown, what lies before a spooled chunk must not be skipped. */
    private boolean behindGap(ChunkId chunk) {
      return problem != null && chunk.number() != cursor.next(chunk.stream());
    }

    /** Appends from a chunk; false when the page is full. */
    private boolean read(ChunkId chunk, long offset) throws IOException {
      int budget = most - out.size();
      byte[] bytes;
      boolean atEnd;
      try (InputStream in = open(chunk, offset)) {
        bytes = in.readNBytes(budget);
        atEnd = bytes.length < budget || in.read() < 0;
      } catch (NoSuchFileException removed) {
        // Removed with its log, by retention or by hand: there is nothing to wait for.
        return true;
      }
      boolean whole =
          shipped.contains(chunk) || chunk.number() < last.getOrDefault(chunk.stream(), 0);
      int taken = atEnd && whole ? bytes.length : cut(bytes, !atEnd);
      out.write(bytes, 0, taken);
      boolean done = atEnd && whole;
      cursor =
          cursor.moved(
              chunk.stream(),
              done
                  ? new LogCursor.Place(chunk.number() + 1, 0)
                  : new LogCursor.Place(chunk.number(), offset + taken));
      if (!done) {
        waiting.add(chunk.stream());
      }
      return atEnd;
    }

    /** Whole lines; of a line longer than the page, whole characters. */
    private int cut(byte[] bytes, boolean full) {
      int lines = bytes.length;
      while (lines > 0 && bytes[lines - 1] != '\n') {
        lines--;
      }
      if (lines > 0 || !full || out.size() > 0) {
        return lines;
      }
      return wholeCharacters(bytes);
    }

    private InputStream open(ChunkId chunk, long offset) throws IOException {
      SpooledChunk here = spooled.get(chunk);
      if (here != null) {
        try {
          byte[] text = here.text();
          int from = (int) Math.min(offset, text.length);
          return new ByteArrayInputStream(text, from, text.length - from);
        } catch (NoSuchFileException shippedMeanwhile) {
          return remote.open(key, chunk, offset);
        }
      }
      return remote.open(key, chunk, offset);
    }
  }

  /** How many of the bytes are whole characters; all of them when they are not UTF-8. */
  private static int wholeCharacters(byte[] bytes) {
    for (int back = 1; back <= Math.min(LONGEST_CHARACTER, bytes.length); back++) {
      int b = bytes[bytes.length - back] & 0xff;
      if ((b & 0xc0) != 0x80) {
        int length = b < 0x80 ? 1 : b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
        return length > back ? bytes.length - back : bytes.length;
      }
    }
    return bytes.length;
  }
}
