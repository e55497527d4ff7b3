package io.orchestrator.worker.log;

import java.time.Duration;

/**
 * Limits of a worker's spool.
 *
 * @param chunkBytes a chunk is cut when it has reached this size
 * @param chunkAge a chunk is cut when its first line is this old
 * @param calmChunkAge the same for attempts that have many chunks already: a day of output then
 *     stays at thousands of objects
 * @param attemptBytes most unshipped bytes of one attempt; beyond, lines are left out and counted
 * @param totalBytes most unshipped bytes of all attempts
 * @param uploads uploads at the same time
 * @param firstPause pause after a failed upload; doubled each time
 * @param longestPause never more than this
 * @param closeWait how long closing tries to ship what is left; the rest is shipped by the next
 *     worker with the same spool folder
 */
public record LogSpoolSettings(
    int chunkBytes,
    Duration chunkAge,
    Duration calmChunkAge,
    long attemptBytes,
    long totalBytes,
    int uploads,
    Duration firstPause,
    Duration longestPause,
    Duration closeWait) {

  /** 1 MiB or 2 s for a chunk, 1 GiB for an attempt, 8 GiB in all, 10 s between trials. */
  public static LogSpoolSettings defaults() {
    return new LogSpoolSettings(
        1 << 20,
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        1L << 30,
        8L << 30,
        3,
        Duration.ofMillis(500),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5));
  }
}
