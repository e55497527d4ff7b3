package io.orchestrator.loader;

import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.model.CodeKind;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * One version of one file of a folder.
 *
 * @param fileName path within the folder, with {@code /}
 * @param source text of a {@code .java} file; empty for jars, whose bytes stay on disk
 * @param refusal why it is not loaded at all, if so
 */
public record DagFile(
    String fileName,
    CodeKind kind,
    Path path,
    Stamp stamp,
    String source,
    Optional<ImportFinding> refusal) {

  /**
   * What tells one version of a file from another.
   *
   * @param hash SHA-256 (hex) of the content
   */
  public record Stamp(FileTime modified, long size, String hash) {
    boolean looksLike(FileTime otherModified, long otherSize) {
      return modified.equals(otherModified) && size == otherSize;
    }
  }
}
