package io.orchestrator.execution.http;

import io.orchestrator.execution.ExecutionApi.CodeBundle;
import io.orchestrator.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Jars fetched from the server, by their hash; a jar that lies on this machine is used there. */
record JarFiles(Path folder) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  CodeBundle onThisMachine(CodeBundle code, Supplier<byte[]> fetch) {
    if (!code.kind().equals("JAR") || Files.isReadable(Path.of(code.source()))) {
      return code;
    }
    if (!HASH.matcher(code.codeHash()).matches()) {
      throw new IllegalArgumentException("No SHA-256 in hex: " + code.codeHash());
    }
    Path kept = folder.resolve(code.codeHash() + ".jar");
    try {
      if (!Files.exists(kept)) {
        keep(kept, fetch.get(), code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The jar " + code.fileName() + " cannot be kept in " + folder, e);
    }
    return new CodeBundle(
        code.versionId(), code.kind(), code.fileName(), code.codeHash(), kept.toString());
  }

  private void keep(Path kept, byte[] jar, CodeBundle code) throws IOException {
    if (!Sha256.of(jar).equals(code.codeHash())) {
      throw new IOException("what the server sent has not the hash " + code.codeHash());
    }
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, "incoming", ".part");
    try {
      Files.write(part, jar);
      Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
