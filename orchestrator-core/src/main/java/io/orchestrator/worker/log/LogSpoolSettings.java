package io.orchestrator.worker.log;

import java.time.Duration;

/**
 * Limits of a worker's spool.
 *
 * @param chunks when a chunk is cut
 * @param limits what may wait
 * @param uploads uploads at the same time
 * @param firstPause pause after a failed upload; doubled each time
 * @param longestPause never more than this
 * @param closeWait how long closing tries to ship what is left; the rest is shipped by the next
 *     worker with the same spool folder
 */
public record LogSpoolSettings(
    Chunks chunks,
    Limits limits,
    int uploads,
    Duration firstPause,
    Duration longestPause,
    Duration closeWait) {

  /**
   * When a chunk is cut.
   *
   * @param bytes when it has reached this size
   * @param age when its first line is this old
   * @param calmAge the same for attempts that have many chunks already: a day of output then stays
   *     at thousands of objects
   */
  public record Chunks(int bytes, Duration age, Duration calmAge) {
    /** After so many chunks an attempt is a long one. */
    private static final int CALM = 60;

    Duration ageOf(int number) {
      return number < CALM ? age : calmAge;
    }
  }

  /**
   * What may wait; beyond, lines are left out and counted.
   *
   * @param attemptBytes most unshipped bytes of one attempt
   * @param totalBytes most unshipped bytes of all attempts; on the disk, where what was shipped
   *     stays until all beside it was, it may be twice as much
   * @param segmentBytes when a file of the spool is full
   */
  public record Limits(long attemptBytes, long totalBytes, int segmentBytes) {
    long diskBytes() {
      return 2 * totalBytes + segmentBytes;
    }
  }

  /** 1 MiB or 2 s for a chunk, 1 GiB for an attempt, 8 GiB in all, 10 s between trials. */
  public static LogSpoolSettings defaults() {
    return new LogSpoolSettings(
        new Chunks(1 << 20, Duration.ofSeconds(2), Duration.ofSeconds(5)),
        new Limits(1L << 30, 8L << 30, 8 << 20),
        3,
        Duration.ofMillis(500),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5));
  }
}
