package io.orchestrator.tasklog;

import io.orchestrator.tasklog.SegmentFormat.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a worker keeps what is not shipped yet; the server of the same machine reads it too. One
 * folder per worker process, in it its segments ({@link SegmentFormat}), whatever it runs:
 *
 * <pre>
 * spool/0f3a9c1b2d4e.lock               locked while the worker process lives
 * spool/0f3a9c1b2d4e/00000007.segment   numbered in the order in which they were begun
 * </pre>
 *
 * <p>A segment stays until all in it has been shipped. A chunk is whole once a later one of its
 * stream exists or it has been shipped.
 */
public final class SpoolFolder {
  private static final Pattern SEGMENT = Pattern.compile("\\d{8}\\.segment");

  private SpoolFolder() {}

  /** The workers' folders. */
  public static List<Path> workers(Path spool) throws IOException {
    List<Path> workers = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(spool, Files::isDirectory)) {
      files.forEach(workers::add);
    } catch (NoSuchFileException none) {
      return List.of();
    }
    return workers;
  }

  /** A worker's segments, in the order in which they were begun. */
  public static List<Path> segments(Path worker) throws IOException {
    List<Path> segments = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(worker)) {
      for (Path file : files) {
        if (SEGMENT.matcher(file.getFileName().toString()).matches()) {
          segments.add(file);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
    Collections.sort(segments);
    return segments;
  }

  /** The path of a segment. */
  public static Path segment(Path worker, int number) {
    return worker.resolve(String.format(Locale.ROOT, "%08d.segment", number));
  }

  /** The number of a segment. */
  public static int number(Path segment) {
    return Integer.parseInt(segment.getFileName().toString().substring(0, 8));
  }

  /**
   * Opens a segment to read it. Unlike a channel it is not closed when its thread is interrupted.
   *
   * @throws NoSuchFileException when it has been removed
   */
  public static RandomAccessFile open(Path segment) throws IOException {
    try {
      return new RandomAccessFile(segment.toFile(), "r");
    } catch (FileNotFoundException e) {
      NoSuchFileException gone = new NoSuchFileException(segment.toString(), null, e.getMessage());
      gone.initCause(e);
      throw gone;
    }
  }

  /** The attempt's unshipped chunks of all workers; some may have been shipped just now. */
  static NavigableMap<ChunkId, SpooledChunk> find(Path spool, TaskLogKey key) throws IOException {
    NavigableMap<ChunkId, SpooledChunk> chunks = new TreeMap<>();
    for (Path worker : workers(spool)) {
      for (Path segment : segments(worker)) {
        chunks.putAll(chunks(segment, key));
      }
    }
    return chunks;
  }

  private static Map<ChunkId, SpooledChunk> chunks(Path segment, TaskLogKey key)
      throws IOException {
    Map<ChunkId, SpooledChunk> chunks = new HashMap<>();
    Map<Integer, String> streams = new HashMap<>();
    try (RandomAccessFile file = open(segment)) {
      SegmentIndex.Part part = SegmentIndex.find(file, key);
      SegmentScan scan = new SegmentScan(file, part.from(), part.to());
      while (scan.next()) {
        scan.streamOf(key).ifPresent(stream -> streams.put(scan.attempt(), stream));
        String stream = scan.is(Kind.LINES) ? streams.get(scan.attempt()) : null;
        if (stream != null) {
          ChunkId id = new ChunkId(scan.startedAt(), stream, scan.chunk());
          chunks.putIfAbsent(
              id, new SpooledChunk(segment, scan.from(), scan.attempt(), scan.chunk()));
        }
      }
    } catch (NoSuchFileException shipped) {
      return Map.of();
    }
    return chunks;
  }
}
