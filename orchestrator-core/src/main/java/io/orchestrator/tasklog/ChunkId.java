package io.orchestrator.tasklog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one chunk of an attempt's log.
 *
 * <p>Several workers may write one attempt's log: a sensor is poked many times in the same try, and
 * a worker that lost its lease may still be printing. Numbers that all of them share would have to
 * be agreed on, and cannot be while the store is down. So each worker writes a stream of its own:
 * its name is unique for all time, numbers count from 0 within it without holes, and no chunk can
 * overwrite another's. The start gives the order in which people read the streams; within a stream
 * it never goes backwards.
 *
 * @param startedAt when the chunk's first line was written, in whole milliseconds
 * @param stream lower-case letters and digits
 * @param number counts from 0 within the stream
 */
public record ChunkId(Instant startedAt, String stream, int number) implements Comparable<ChunkId> {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern STREAM = Pattern.compile("[a-z0-9]{1,40}");
  private static final Pattern NAME =
      Pattern.compile("(\\d{8}T\\d{6}\\.\\d{3}Z)_([a-z0-9]{1,40})_(\\d{6,9})\\.log");
  private static final Comparator<ChunkId> ORDER =
      Comparator.comparing(ChunkId::startedAt)
          .thenComparing(ChunkId::stream)
          .thenComparingInt(ChunkId::number);

  public ChunkId {
    startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    if (!STREAM.matcher(stream).matches() || number < 0) {
      throw new IllegalArgumentException("no chunk can be named " + stream + ", " + number);
    }
  }

  /** {@code 20261124T170534.123Z_0f3a9c1b2d4e_000000.log}: sorts by time, also in a console. */
  public String fileName() {
    return String.format(Locale.ROOT, "%s_%s_%06d.log", START.format(startedAt), stream, number);
  }

  /** Empty when it is not the name of a chunk. */
  public static Optional<ChunkId> parse(String fileName) {
    Matcher match = NAME.matcher(fileName);
    return match.matches()
        ? Optional.of(
            new ChunkId(
                START.parse(match.group(1), Instant::from),
                match.group(2),
                Integer.parseInt(match.group(3))))
        : Optional.empty();
  }

  @Override
  public int compareTo(ChunkId other) {
    return ORDER.compare(this, other);
  }
}
