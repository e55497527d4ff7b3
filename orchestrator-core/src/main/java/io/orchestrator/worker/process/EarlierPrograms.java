package io.orchestrator.worker.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which programs of a task run on this machine, for all workers on one spool: a folder per task, in
 * it an empty file per program, named by its tag. A worker that was killed, frozen or told too late
 * may have left a program behind; the next attempt of the task ends it before it begins.
 */
final class EarlierPrograms {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierPrograms.class);

  /** For a program whose attempt is over. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final int TRIES = 10;
  private final Path folder;
  private final Ender ender;

  EarlierPrograms(Path spool, Ender ender) {
    this.folder = spool.resolve("programs");
    this.ender = ender;
  }

  /** A program of the task is about to start. */
  void note(String task, long tag) throws IOException {
    Path ofTask = folder(task);
    for (int tries = 1; ; tries++) {
      Files.createDirectories(ofTask);
      try {
        Files.write(ofTask.resolve(Long.toString(tag)), new byte[0]);
        return;
      } catch (NoSuchFileException removed) {
        // By the end of another program of the task, just now.
        if (tries == TRIES) {
          throw removed;
        }
      }
    }
  }

  /** Nothing is left of a program. */
  void forget(String task, long tag) {
    remove(folder(task), List.of(tag));
  }

  /** Nothing is left of a worker's programs. */
  void forgetAll(Tags worker) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(folder)) {
      for (Path task : tasks) {
        remove(task, noted(task).stream().filter(worker::areWorkerOf).toList());
      }
    }
  }

  /**
   * Ends what is left of the task's programs.
   *
   * @throws UncheckedIOException when that cannot be done
   */
  void end(String task, Ender.Waiting waiting) {
    Path ofTask = folder(task);
    try {
      Set<Long> tags = noted(ofTask);
      if (tags.isEmpty()) {
        return;
      }
      Marks marks = new Marks(tags::contains, Set.of(), 0);
      int ended = ender.end("an earlier try of " + task, marks, GRACE, waiting);
      LOG.info("Ended {} processes that an earlier try of {} had left running", ended, task);
      if (ender.finds(marks)) {
        throw new IOException(
            "A program of an earlier try of " + task + " runs on this machine and cannot be ended");
      }
      remove(ofTask, tags);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<Long> noted(Path ofTask) throws IOException {
    Set<Long> tags = new HashSet<>();
    if (Files.isDirectory(ofTask)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(ofTask, "[0-9]*")) {
        files.forEach(file -> tags.add(Long.parseLong(String.valueOf(file.getFileName()))));
      }
    }
    return tags;
  }

  private static void remove(Path ofTask, Iterable<Long> tags) {
    try {
      for (long tag : tags) {
        Files.deleteIfExists(ofTask.resolve(Long.toString(tag)));
      }
      Files.deleteIfExists(ofTask);
    } catch (DirectoryNotEmptyException others) {
      LOG.debug("{} is kept for other programs", ofTask);
    } catch (IOException e) {
      LOG.warn("{} could not be removed: {}", ofTask, e.getMessage());
    }
  }

  private Path folder(String task) {
    UUID name = UUID.nameUUIDFromBytes(task.getBytes(StandardCharsets.UTF_8));
    return folder.resolve(name.toString());
  }
}
