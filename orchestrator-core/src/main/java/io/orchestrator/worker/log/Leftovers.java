package io.orchestrator.worker.log;

import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.SpoolFolder;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.worker.log.AttemptSpool.StreamEnd;
import io.orchestrator.worker.log.AttemptSpool.Waiting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes over what dead workers of the same spool left, and says in the logs of attempts that were
 * running that their worker was lost. Doing it again after a crash in the middle changes nothing.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private final Path spool;
  private final LogSpoolSettings settings;
  private final AtomicLong total;
  private final List<Adopted> adopted = new ArrayList<>();

  private record Adopted(WorkerFolder folder, List<AttemptSpool> attempts) {}

  Leftovers(Path spool, LogSpoolSettings settings, AtomicLong total) {
    this.spool = spool;
    this.settings = settings;
    this.total = total;
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
      adopted.add(new Adopted(dead, attempts(dead, now)));
    } catch (IOException e) {
      LOG.warn("The logs of the dead worker {} cannot be taken over now", dead.name(), e);
      // Else nobody could try it again while this process lives.
      dead.close();
    }
  }

  synchronized List<AttemptSpool> attempts() {
    return adopted.stream().flatMap(a -> a.attempts().stream()).toList();
  }

  /** Removes what has been shipped. */
  synchronized void tidy() {
    for (Adopted worker : adopted) {
      worker.attempts().removeIf(AttemptSpool::finished);
    }
    adopted.removeIf(
        worker -> {
          boolean done = worker.attempts().isEmpty();
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

  private List<AttemptSpool> attempts(WorkerFolder dead, Instant now) throws IOException {
    List<AttemptSpool> attempts = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(dead.path())) {
      for (Path path : folders) {
        attempt(dead, new AttemptFolder(path), now).ifPresent(attempts::add);
      }
    }
    LOG.info(
        "Took over the logs of {} attempts of the dead worker {}", attempts.size(), dead.name());
    return attempts;
  }

  private Optional<AttemptSpool> attempt(WorkerFolder dead, AttemptFolder folder, Instant now)
      throws IOException {
    Optional<TaskLogKey> key = folder.key();
    if (key.isEmpty()) {
      // The key is written before the first chunk: without one there is nothing to ship.
      folder.clear();
      return Optional.empty();
    }
    if (folder.open()) {
      sayLost(dead, folder, now);
      folder.closed();
    }
    List<Waiting> waiting = new ArrayList<>();
    for (Map.Entry<ChunkId, Path> chunk : SpoolFolder.chunks(folder.path()).entrySet()) {
      waiting.add(new Waiting(chunk.getKey(), chunk.getValue(), Files.size(chunk.getValue())));
    }
    StreamEnd none = new StreamEnd(lostStream(dead), 1, now);
    return Optional.of(
        new AttemptSpool(key.get(), folder, none, settings, total).adopting(waiting));
  }

  /** A stream of its own: the dead one's next number is not known once its chunks are shipped. */
  private static String lostStream(WorkerFolder dead) {
    return dead.name() + "lost";
  }

  private void sayLost(WorkerFolder dead, AttemptFolder folder, Instant now) throws IOException {
    Map<ChunkId, Path> chunks = SpoolFolder.chunks(folder.path());
    if (chunks.keySet().stream().anyMatch(c -> c.stream().equals(lostStream(dead)))) {
      return;
    }
    boolean halfLine = false;
    Instant at = now;
    for (Map.Entry<ChunkId, Path> chunk : chunks.entrySet()) {
      halfLine = endsInLine(chunk.getValue());
      Instant behind = chunk.getKey().startedAt().plusMillis(1);
      at = behind.isAfter(at) ? behind : at;
    }
    long seconds = Math.max(1, settings.chunks().age().plusMillis(999).toSeconds());
    String text = "The worker was lost here; at most " + seconds + " s of output may be missing.";
    byte[] line = LogLine.of(now, Level.ERROR, text);
    Path part = folder.path().resolve("lost.part");
    try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
      file.setLength(0);
      if (halfLine) {
        file.write('\n');
      }
      file.write(line);
    }
    Path chunk = folder.chunk(new ChunkId(at, lostStream(dead), 0));
    Files.move(part, chunk, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean endsInLine(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      if (file.length() == 0) {
        return false;
      }
      file.seek(file.length() - 1);
      return file.read() != '\n';
    }
  }
}
