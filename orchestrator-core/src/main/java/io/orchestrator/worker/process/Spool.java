package io.orchestrator.worker.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One folder per worker, named by its number, in the spool: its lock, which the system releases
 * when the worker dies, and its tasks' working directories.
 */
final class Spool implements AutoCloseable {
  private static final String LOCK = "lock";

  /** Workers of this JVM. Even looking at their lock files would release the locks. */
  private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

  private final String worker;
  private final Path folder;
  private final FileChannel channel;

  private Spool(String worker, Path folder, FileChannel channel) {
    this.worker = worker;
    this.folder = folder;
    this.channel = channel;
  }

  /** Makes this worker's folder. It gets its name when it is locked, so none is seen unlocked. */
  static Spool create(Path spool, String worker, Instant now) throws IOException {
    Path all = spool.toAbsolutePath().resolve("processes");
    Files.createDirectories(all);
    Path fresh = Files.createTempDirectory(all, "new-");
    FileChannel channel =
        FileChannel.open(fresh.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.lock();
    Files.writeString(
        fresh.resolve("worker"),
        "pid " + ProcessHandle.current().pid() + ", started " + now + "\n");
    OWN.add(worker);
    Path folder = Files.move(fresh, all.resolve(worker));
    return new Spool(worker, folder, channel);
  }

  /** Numbers of workers on this spool that are no more. */
  List<String> dead() throws IOException {
    List<String> dead = new ArrayList<>();
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(folder.resolveSibling("."), "[0-9]*")) {
      for (Path other : folders) {
        String number = String.valueOf(other.getFileName());
        if (number.matches("[0-9]{10}") && !OWN.contains(number) && unlocked(other)) {
          dead.add(number);
        }
      }
    }
    return dead;
  }

  private static boolean unlocked(Path other) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                other.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Removes what a dead worker left on disk. */
  void forget(String dead) {
    Folders.remove(folder.resolveSibling(dead));
  }

  /** The folder that all workers on this spool share. */
  Path shared() {
    return folder.resolveSibling("..").normalize();
  }

  /** A fresh folder for one program. */
  Path workingDirectory() throws IOException {
    return Files.createTempDirectory(folder, "work-");
  }

  @Override
  public void close() throws IOException {
    Folders.remove(folder);
    channel.close();
    OWN.remove(worker);
  }
}
