package io.orchestrator.tasklog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Task logs in a folder, one file per chunk. A chunk is written beside its place and moved there,
 * so that readers see it whole or not at all. Links inside the folder are not followed: task code
 * may run as the same user and must not redirect its log.
 */
public final class FileTaskLogHandler implements TaskLogHandler {
  private final Path root;

  /** Where the root really is, as it was found last. */
  private volatile @Nullable Path realRoot;

  /**
   * @param root made when first written to
   */
  public FileTaskLogHandler(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public String location() {
    return root.toString();
  }

  @Override
  public void probe() throws LogProbeException {
    try {
      Files.createDirectories(root);
      Path probe = Files.createTempFile(root, ".probe", ".tmp");
      Files.writeString(probe, "probe", StandardCharsets.UTF_8);
      Files.readString(probe, StandardCharsets.UTF_8);
      Files.delete(probe);
    } catch (AccessDeniedException e) {
      throw failed("This process may not write to " + e.getFile() + ". Give its user the right", e);
    } catch (FileAlreadyExistsException | NotDirectoryException e) {
      throw failed(e.getFile() + " is a file, not a folder. Name another folder", e);
    } catch (IOException e) {
      throw failed("Writing to " + root + " failed: " + e.getMessage() + ". Mend it", e);
    }
  }

  private static LogProbeException failed(String sentence, IOException cause) {
    return new LogProbeException("Task logs cannot be kept: " + sentence + ".", cause);
  }

  @Override
  public void put(TaskLogKey key, ChunkId chunk, byte[] bytes) throws IOException {
    Path folder = folder(key);
    WholeFile.makeFolder(folder);
    inside(folder);
    WholeFile.write(folder, chunk.fileName(), bytes);
  }

  @Override
  public List<Chunk> list(TaskLogKey key) throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(key))) {
      for (Path file : files) {
        Optional<ChunkId> id = ChunkId.parse(file.getFileName().toString());
        if (id.isPresent()) {
          BasicFileAttributes attributes =
              Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
          if (attributes.isRegularFile()) {
            chunks.add(new Chunk(id.get(), attributes.size()));
          }
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    chunks.sort(Comparator.comparing(Chunk::id));
    return chunks;
  }

  @Override
  public InputStream open(TaskLogKey key, ChunkId chunk, long offset) throws IOException {
    Path file = folder(key).resolve(chunk.fileName());
    SeekableByteChannel channel =
        Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    try {
      inside(folder(key));
      return Channels.newInputStream(channel.position(offset));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void delete(TaskLogKey key) throws IOException {
    Path folder = folder(key);
    for (Chunk chunk : list(key)) {
      Files.deleteIfExists(folder.resolve(chunk.id().fileName()));
    }
    deleteEmpty(folder);
  }

  @Override
  public void deleteRun(String dagId, String runId, Instant begunBefore) throws IOException {
    Path folder = root.resolve(TaskLogKey.runPath(dagId, runId));
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    inside(folder);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Optional<ChunkId> chunk = ChunkId.parse(file.getFileName().toString());
            if (chunk.filter(c -> c.startedAt().isBefore(begunBefore)).isPresent()) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            deleteEmpty(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The folder and those around it, as far as nothing is left in them. */
  private void deleteEmpty(Path folder) throws IOException {
    for (Path empty = folder; empty != null && !empty.equals(root); empty = empty.getParent()) {
      try {
        Files.deleteIfExists(empty);
      } catch (DirectoryNotEmptyException shared) {
        return;
      }
    }
  }

  private Path folder(TaskLogKey key) {
    return root.resolve(key.path());
  }

  /** Refuses a folder that a link leads out of the root. */
  private void inside(Path folder) throws IOException {
    Path real = folder.toRealPath();
    Path known = realRoot;
    if (known == null || !real.startsWith(known)) {
      // The root itself may be a link, and may have been led elsewhere by those who run this.
      known = root.toRealPath();
      realRoot = known;
    }
    if (!real.startsWith(known)) {
      throw new AccessDeniedException(
          folder.toString(), null, "a link in it leads out of " + root + "; remove the link");
    }
  }
}
