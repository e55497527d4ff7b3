package io.orchestrator.tasklog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Where a worker keeps what is not shipped yet; the server of the same machine reads it too. One
 * folder per worker process, in it one per attempt, in it one file per chunk:
 *
 * <pre>
 * spool/0f3a9c1b2d4e.lock                   locked while the worker process lives
 * spool/0f3a9c1b2d4e/3c59…/open.json        the key; closed.json once the attempt has ended
 * spool/0f3a9c1b2d4e/3c59…/2026…_000000.log
 * </pre>
 *
 * <p>A chunk has its name from its first byte on and is never renamed: a reader that lists a folder
 * while files are renamed in it may see neither name. A chunk is whole once a later one of its
 * stream exists or it has been shipped.
 */
public final class SpoolFolder {
  private SpoolFolder() {}

  /** The attempt's folder in a worker's folder. Flat, so that no parent is shared or removed. */
  public static Path of(Path worker, TaskLogKey key) {
    UUID digest = UUID.nameUUIDFromBytes(key.path().getBytes(StandardCharsets.UTF_8));
    return worker.resolve(digest.toString().replace("-", ""));
  }

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

  /** The attempt's unshipped chunks of all workers. */
  static NavigableMap<ChunkId, Path> find(Path spool, TaskLogKey key) throws IOException {
    NavigableMap<ChunkId, Path> chunks = new TreeMap<>();
    for (Path worker : workers(spool)) {
      chunks.putAll(chunks(of(worker, key)));
    }
    return chunks;
  }

  /** The chunks in an attempt's folder. */
  public static Map<ChunkId, Path> chunks(Path folder) throws IOException {
    Map<ChunkId, Path> chunks = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        ChunkId.parse(file.getFileName().toString()).ifPresent(id -> chunks.put(id, file));
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return Map.of();
    }
    return chunks;
  }
}
