package io.orchestrator.loader;

import io.orchestrator.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Keeps every version of a jar under its content hash, so that older runs keep their code. */
record JarStore(Path folder) {
  /** Path of the kept copy. */
  Path keep(Path jar, String hash) throws IOException {
    Path kept = folder.resolve(hash + ".jar");
    if (!Files.exists(kept)) {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "incoming", ".part");
      try {
        Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
        requireSame(part, hash);
        Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    }
    return kept;
  }

  private static void requireSame(Path copy, String hash) throws IOException {
    if (!Sha256.of(copy).equals(hash)) {
      throw new IOException("The jar changed while it was read; it is read again in a moment");
    }
  }
}
