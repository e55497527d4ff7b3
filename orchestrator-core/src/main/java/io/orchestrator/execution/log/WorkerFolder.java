package io.orchestrator.execution.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker process's folder in the spool, held by a file lock, which the operating system releases
 * when the process ends in whatever way.
 */
final class WorkerFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerFolder.class);
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
    Files.createDirectories(spool);
    WorkerFolder folder =
        lock(spool.resolve(name))
            .orElseThrow(() -> new IOException("spool " + spool + ": " + name + " is taken"));
    Files.createDirectory(folder.path);
    return folder;
  }

  /** The folder of a worker that is dead; empty while it lives. */
  static Optional<WorkerFolder> lock(Path path) throws IOException {
    Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new WorkerFolder(path, lockFile, channel));
      }
    } catch (OverlappingFileLockException thisProcess) {
      LOG.trace("{} is held by this process", path);
    }
    channel.close();
    return Optional.empty();
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
    }
  }
}
