package io.orchestrator.web.bench.installation;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When bodies of tasks began and ended, as they wrote it down themselves: a line for each, {@code
 * DAG TASK BEGIN END}, by the clock of {@link System#nanoTime}, which is one for all processes of a
 * machine.
 */
public final class Marks {
  private static final Duration PAUSE = Duration.ofMillis(3);
  private static final int FIELDS = 4;
  private final Path file;
  private final StringBuilder rest = new StringBuilder();
  private long read;

  Marks(Path file) throws IOException {
    this.file = file;
    Files.createFile(file);
  }

  /** Where the bodies write. */
  public Path file() {
    return file;
  }

  /** A body that has ended. */
  public record Mark(String dagId, int task, long begin, long end) {

    static Mark of(String line) {
      String[] fields = line.split(" ");
      if (fields.length != FIELDS) {
        throw new IllegalStateException("A task wrote what is not a mark: " + line);
      }
      return new Mark(
          fields[0],
          Integer.parseInt(fields[1]),
          Long.parseLong(fields[2]),
          Long.parseLong(fields[3]));
    }
  }

  /** Those that nobody has taken so far, in the order in which they were written. */
  public List<Mark> take() throws IOException {
    List<Mark> all = new ArrayList<>();
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) (in.length() - read)];
      in.seek(read);
      in.readFully(bytes);
      read += bytes.length;
      rest.append(new String(bytes, StandardCharsets.US_ASCII));
    }
    int from = 0;
    for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", from)) {
      all.add(Mark.of(rest.substring(from, end)));
      from = end + 1;
    }
    rest.delete(0, from);
    return all;
  }

  /**
   * Waits for as many.
   *
   * @param check throws when none can come any more
   * @throws IllegalStateException when they do not come in time
   */
  List<Mark> take(int count, Duration most, Runnable check) throws Exception {
    List<Mark> all = new ArrayList<>();
    Await.until(
        "the end of " + count + " tasks",
        most,
        PAUSE,
        () -> {
          check.run();
          if (Files.size(file) > read) {
            all.addAll(take());
          }
          return all.size() >= count;
        });
    return all;
  }
}
