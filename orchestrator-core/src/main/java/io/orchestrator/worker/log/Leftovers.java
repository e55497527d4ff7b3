package io.orchestrator.worker.log;

import io.orchestrator.tasklog.SpoolFolder;
import io.orchestrator.tasklog.TaskLogKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what dead workers of the same spool left, and says in the logs of attempts that were
 * running that their worker was lost. Doing it again after a crash in the middle changes nothing.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private final Path spool;
  private final Duration missing;
  private final Turns turns;
  private final List<Adopted> adopted = new ArrayList<>();

  private record Adopted(WorkerFolder folder, SegmentFiles files) {}

  /**
   * @param missing how much output of a dead worker may be missing
   * @param turns where what was left is put in line
   */
  Leftovers(Path spool, Duration missing, Turns turns) {
    this.spool = spool;
    this.missing = missing;
    this.turns = turns;
  }

  /** Looks for dead workers. */
  synchronized void adopt(Instant now) {
    try {
      for (Path path : SpoolFolder.workers(spool)) {
        Optional<WorkerFolder> dead = WorkerFolder.lock(path);
        if (dead.isPresent()) {
          adopt(dead.get(), now);
        }
      }
    } catch (IOException e) {
      LOG.warn("The spool {} cannot be searched for logs of dead workers", spool, e);
    }
  }

  private void adopt(WorkerFolder dead, Instant now) {
    try {
      adopted.add(new Adopted(dead, files(dead, now)));
    } catch (IOException e) {
      LOG.warn("The logs of the dead worker {} cannot be taken over now", dead.name(), e);
      // Else nobody could try it again while this process lives.
      dead.close();
    }
  }

  private SegmentFiles files(WorkerFolder dead, Instant now) throws IOException {
    SegmentFiles files = new SegmentFiles();
    LeftSegments left = new LeftSegments();
    int next = 0;
    for (Path path : SpoolFolder.segments(dead.path())) {
      read(path, left, files);
      next = SpoolFolder.number(path) + 1;
    }
    LostWord word = new LostWord(dead, missing);
    List<LeftAttempt> running = left.running();
    if (!running.isEmpty()) {
      read(word.say(running, next, now), left, files);
    }
    word.tidy();
    Map<TaskLogKey, Unshipped> waiting = new LinkedHashMap<>();
    for (LeftAttempt attempt : left.attempts()) {
      attempt.wait(waiting.computeIfAbsent(attempt.key(), k -> new Unshipped(k, turns)), turns);
    }
    LOG.info("Took over {} logs of the dead worker {}", waiting.size(), dead.name());
    return files;
  }

  private static void read(Path path, LeftSegments left, SegmentFiles files) throws IOException {
    Segment segment = Segment.left(path);
    left.read(segment);
    files.add(segment);
  }

  /** Removes what has been shipped. */
  synchronized void tidy() {
    adopted.removeIf(
        worker -> {
          boolean done = worker.files().tidy(false);
          if (done) {
            worker.folder().close();
          }
          return done;
        });
  }

  synchronized void release() {
    adopted.forEach(a -> a.folder().release());
    adopted.clear();
  }
}
