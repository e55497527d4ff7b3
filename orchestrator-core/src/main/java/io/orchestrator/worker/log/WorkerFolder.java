package io.orchestrator.worker.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker process's folder in the spool, held by a file lock, which the operating system releases
 * when the process ends in whatever way.
 */
final class WorkerFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerFolder.class);

  /**
   * Lock files this JVM holds or is trying, by their real paths. POSIX ends a process's lock on a
   * file as soon as the process closes any channel on it: none of these may be opened once more.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Path lockFile;
  private final FileChannel lock;

  private WorkerFolder(Path path, Path lockFile, FileChannel lock) {
    this.path = path;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** A new folder. Locked before it is made, so that nobody takes it for a dead worker's. */
  static WorkerFolder create(Path spool, String name) throws IOException {
    WorkerFolder folder =
        lock(spool.resolve(name))
            .orElseThrow(() -> new IOException("spool " + spool + ": " + name + " is taken"));
    Files.createDirectory(folder.path);
    return folder;
  }

  /** The folder of a worker that is dead; empty while it lives, in this process or another. */
  static Optional<WorkerFolder> lock(Path path) throws IOException {
    Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
    if (!OWN.add(lockFile)) {
      return Optional.empty();
    }
    @Nullable FileChannel held = null;
    try {
      held = locked(lockFile);
    } finally {
      if (held == null) {
        OWN.remove(lockFile);
      }
    }
    return Optional.ofNullable(held).map(channel -> new WorkerFolder(path, lockFile, channel));
  }

  private static @Nullable FileChannel locked(Path lockFile) throws IOException {
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = null;
    try {
      lock = channel.tryLock();
      return lock == null ? null : channel;
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  Path path() {
    return path;
  }

  String name() {
    return path.getFileName().toString();
  }

  /** Lets go; removes the folder when nothing is left in it. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
      Files.deleteIfExists(lockFile);
    } catch (DirectoryNotEmptyException left) {
      LOG.info("Unshipped logs stay in {}; the next worker of this spool ships them", path);
    } catch (IOException e) {
      LOG.warn("The spool folder {} cannot be removed", path, e);
    } finally {
      release();
    }
  }

  /** Lets go and leaves everything, as a dying process does. */
  void release() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("The lock {} cannot be released", lockFile, e);
    } finally {
      OWN.remove(lockFile);
    }
  }
}
