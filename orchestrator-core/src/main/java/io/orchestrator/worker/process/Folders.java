package io.orchestrator.worker.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes folders with all that tasks left in them. Links are removed, not followed. */
final class Folders {
  private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

  private Folders() {}

  /** A folder that stays is logged; the next worker on the same spool removes it. */
  static void remove(Path folder) {
    try {
      delete(folder);
    } catch (IOException e) {
      LOG.warn("The folder {} could not be removed and stays: {}", folder, e.toString());
    }
  }

  /** A program and the supervisor may remove the same folder at once: what is gone is fine. */
  private static void delete(Path path) throws IOException {
    try {
      deleteAll(path);
    } catch (NoSuchFileException gone) {
      LOG.debug("{} was removed by another", path, gone);
    }
  }

  private static void deleteAll(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      try (DirectoryStream<Path> content = Files.newDirectoryStream(path)) {
        for (Path child : content) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
