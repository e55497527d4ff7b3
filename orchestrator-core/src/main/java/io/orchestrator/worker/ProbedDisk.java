package io.orchestrator.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes a little into each folder and takes it away again: a full disk still makes empty files.
 */
record ProbedDisk(List<Path> folders) implements WorkerDisk {
  private static final byte[] LITTLE = new byte[64 * 1024];

  @Override
  public Optional<String> trouble() {
    return folders.stream().flatMap(folder -> trouble(folder).stream()).findFirst();
  }

  private static Optional<String> trouble(Path folder) {
    try {
      Files.createDirectories(folder);
      Path probe = Files.createTempFile(folder, ".probe", ".tmp");
      try {
        Files.write(probe, LITTLE);
      } finally {
        Files.deleteIfExists(probe);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "The folder "
              + folder
              + " cannot be written ("
              + e.getMessage()
              + "). The worker takes no attempts until it can.");
    }
  }
}
