package io.orchestrator.tasklog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A chunk in a segment, as a reader finds it.
 *
 * @param from where its first record begins
 * @param attempt the number of its attempt there
 * @param number its own
 */
record SpooledChunk(Path segment, long from, int attempt, int number) {

  /**
   * What has been written of it by now.
   *
   * @throws NoSuchFileException when the segment has been removed, because all in it was shipped
   */
  byte[] text() throws IOException {
    try (RandomAccessFile file = SpoolFolder.open(segment)) {
      return new SegmentScan(file, from, Long.MAX_VALUE).text(attempt, number);
    }
  }
}
