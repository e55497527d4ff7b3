package io.orchestrator.web.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that are made once, at first start, and kept in files only their owner can read. */
final class SecretFile {
  private static final SecureRandom RANDOM = new SecureRandom();

  private SecretFile() {}

  /** The secret in the file; made of {@code bytes} random bytes when the file does not exist. */
  static String readOrCreate(Path file, int bytes) {
    try {
      if (!Files.exists(file)) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        byte[] secret = new byte[bytes];
        RANDOM.nextBytes(secret);
        Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        OrchestratorHome.ownerOnly(fresh, "rw-------");
        Files.writeString(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        Files.move(fresh, file);
      }
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new StartFailure(
          "The secret file " + file + " can neither be read nor made.",
          "Give this user the right to read and write it.",
          e);
    }
  }
}
