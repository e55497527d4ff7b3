package io.orchestrator.worker.log;

import io.orchestrator.tasklog.SegmentIndex;
import io.orchestrator.tasklog.SegmentScan;
import io.orchestrator.tasklog.SpoolFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of unshipped output: written until it is full, read by what ships, removed when nothing in
 * it waits any more. Channels would be closed when a task's thread is interrupted; this kind of
 * file is not. Thread-safe.
 */
final class Segment {
  private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
  private final Path path;
  private final SegmentIndex index = new SegmentIndex();
  private @Nullable RandomAccessFile writing;

  /** Of its own, so that writing needs to look for no place. */
  private @Nullable RandomAccessFile reading;

  private long size;
  private int waiting;

  private Segment(Path path, @Nullable RandomAccessFile writing, long size) {
    this.path = path;
    this.writing = writing;
    this.size = size;
  }

  /** A new one, to be written. */
  static Segment create(Path folder, int number) throws IOException {
    Files.createDirectories(folder);
    Path path = SpoolFolder.segment(folder, number);
    return new Segment(path, new RandomAccessFile(path.toFile(), "rw"), 0);
  }

  /** One that a dead worker wrote. */
  static Segment left(Path path) throws IOException {
    return new Segment(path, null, Files.size(path));
  }

  Path path() {
    return path;
  }

  synchronized long size() {
    return size;
  }

  /**
   * Appends a whole record, with one write.
   *
   * @param digest by what the index finds it
   * @return where it begins
   */
  synchronized long append(long digest, byte[] record) throws IOException {
    long from = append(record);
    index(digest, from, size);
    return from;
  }

  /** A record that was appended before lies there. */
  synchronized void index(long digest, long from, long to) {
    index.add(digest, (int) from, (int) to);
  }

  /** Appends what no index needs to find. */
  synchronized long append(byte[] bytes) throws IOException {
    RandomAccessFile open = writing;
    if (open == null) {
      throw new IOException(path + " is closed");
    }
    long from = size;
    try {
      open.write(bytes);
    } catch (IOException e) {
      // Half a record must not stay: what is read ends there.
      open.setLength(from);
      throw e;
    }
    size += bytes.length;
    return from;
  }

  /** Adds the index and closes it. */
  synchronized void seal() {
    try {
      append(index.ending((int) size));
    } catch (IOException e) {
      LOG.debug("{} has no index; it is read as a whole", path, e);
    }
    close();
  }

  /** Closes it as it is. */
  synchronized void close() {
    close(writing);
    close(reading);
    writing = null;
    reading = null;
  }

  private void close(@Nullable RandomAccessFile open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      LOG.warn("{} was not closed properly", path, e);
    }
  }

  /**
   * A chunk's text.
   *
   * @throws java.nio.file.NoSuchFileException when somebody has removed the segment
   */
  synchronized byte[] text(long from, long to, int attempt, int chunk) throws IOException {
    if (writing != null) {
      RandomAccessFile open = reading == null ? SpoolFolder.open(path) : reading;
      reading = open;
      return new SegmentScan(open, from, to).text(attempt, chunk);
    }
    try (RandomAccessFile open = SpoolFolder.open(path)) {
      return new SegmentScan(open, from, to).text(attempt, chunk);
    }
  }

  /** One chunk more, or less, in it is not shipped. */
  synchronized void waits(int change) {
    waiting += change;
  }

  synchronized boolean idle() {
    return waiting == 0;
  }

  /** Removes the file. */
  synchronized void remove() {
    close();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("{} has been shipped but cannot be deleted", path, e);
    }
  }
}
