package io.orchestrator.worker.log;

import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.SegmentFormat;
import io.orchestrator.tasklog.SpoolFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.event.Level;

/**
 * Says in the logs of what ran on a dead worker that it was lost: one more segment, which tells
 * that nothing runs there any more. It is there whole or not at all, so that nothing is said twice.
 */
final class LostWord {
  private final WorkerFolder dead;
  private final String text;

  LostWord(WorkerFolder dead, Duration missing) {
    this.dead = dead;
    long seconds = Math.max(1, missing.plusMillis(999).toSeconds());
    this.text = "The worker was lost here; at most " + seconds + " s of output may be missing.";
  }

  /**
   * Says it, behind all that the worker wrote.
   *
   * @param number of the segment
   * @return the segment
   */
  Path say(List<LeftAttempt> running, int number, Instant now) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(SegmentFormat.beginning(List.of()));
    for (LeftAttempt attempt : running) {
      // A stream of its own: the dead one's next number is not known once its chunks are shipped.
      String stream = dead.name() + "lost";
      int own = attempt.number();
      bytes.writeBytes(SegmentFormat.attempt(own, attempt.key(), stream));
      ChunkId chunk = new ChunkId(attempt.behind(now), stream, 0);
      byte[] line = LogLine.of(now, Level.ERROR, text);
      bytes.writeBytes(SegmentFormat.lines(own, chunk, line));
      bytes.writeBytes(SegmentFormat.ended(own));
    }
    Path segment = SpoolFolder.segment(dead.path(), number);
    Files.write(part(), bytes.toByteArray());
    Files.move(part(), segment, StandardCopyOption.ATOMIC_MOVE);
    return segment;
  }

  /** Removes what a process that died while it said so has left. */
  void tidy() throws IOException {
    Files.deleteIfExists(part());
  }

  private Path part() {
    return dead.path().resolve("lost.part");
  }
}
