package io.orchestrator.tasklog;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a file beside its place and moves it there: it is whole or not there. */
final class WholeFile {
  private static final Set<OpenOption> WRITTEN =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  private static final FileAttribute<?>[] OWNER_ONLY =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
          }
          : new FileAttribute<?>[0];

  private WholeFile() {}

  /** In most cases a few calls of the system, and no exception made to be caught. */
  static void makeFolder(Path folder) throws IOException {
    if (!made(folder.toFile())) {
      // Says what is wrong, or makes what another process had begun to make.
      Files.createDirectories(folder);
    }
  }

  private static boolean made(File folder) {
    if (folder.mkdir() || folder.isDirectory()) {
      return true;
    }
    File parent = folder.getParentFile();
    return parent != null && made(parent) && folder.mkdir();
  }

  /** Only its owner may read it. A part that a process left when it died is written over. */
  static void write(Path folder, String name, byte[] bytes) throws IOException {
    Path part = folder.resolve("." + name + ".part");
    try {
      try (SeekableByteChannel channel = Files.newByteChannel(part, WRITTEN, OWNER_ONLY)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }
      Files.move(
          part,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }
}
