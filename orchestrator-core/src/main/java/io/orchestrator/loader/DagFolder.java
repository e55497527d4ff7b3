package io.orchestrator.loader;

import io.orchestrator.loader.DagFile.Stamp;
import io.orchestrator.loader.protocol.Findings;
import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.loader.protocol.SourceText;
import io.orchestrator.model.CodeKind;
import io.orchestrator.model.Sha256;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A folder of {@code .java} files and jars. Hidden files and folders are ignored. A file whose time
 * and size are as before costs one look at its attributes; of the others the content decides.
 */
public final class DagFolder {
  static final int MOST_FILES = 10_000;
  static final long MOST_SOURCE_BYTES = 1024L * 1024;
  private final String name;
  private final Path root;
  private final Map<String, Stamp> accepted = new HashMap<>();

  /**
   * @param name of the bundle, unique in the installation
   */
  public DagFolder(String name, Path root) {
    this.name = name;
    this.root = root;
  }

  public String name() {
    return name;
  }

  public Path root() {
    return root;
  }

  /**
   * What a look at the folder gave.
   *
   * @param present all DAG files there are now; empty when the folder cannot be read
   * @param changed new files and those whose content is not the accepted one
   * @param trouble why the folder could not be read, or not wholly
   */
  public record Scan(Set<String> present, List<DagFile> changed, Optional<ImportFinding> trouble) {}

  /** Looks at every file. A change is reported until it is accepted. */
  public Scan scan() {
    Map<String, Found> files = new TreeMap<>();
    try {
      Path real = root.toRealPath();
      boolean whole = walk(real, files);
      accepted.keySet().retainAll(files.keySet());
      List<DagFile> changed = new ArrayList<>();
      files.forEach((file, found) -> changed(file, found).ifPresent(changed::add));
      return new Scan(Set.copyOf(files.keySet()), changed, whole ? Optional.empty() : tooMany());
    } catch (IOException e) {
      return new Scan(Set.of(), List.of(), Optional.of(unreadable(e)));
    }
  }

  /** The file was dealt with: it is not reported again until its content changes. */
  public void accept(DagFile file) {
    accepted.put(file.fileName(), file.stamp());
  }

  /** Reports a file again at the next look. */
  public void retry(String fileName) {
    accepted.remove(fileName);
  }

  private record Found(Path path, BasicFileAttributes attributes) {}

  private static boolean walk(Path real, Map<String, Found> files) throws IOException {
    Files.walkFileTree(
        real,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(real) || !hidden(folder)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!hidden(file) && kind(file).isPresent() && attributes.isRegularFile()) {
              String relative = real.relativize(file).toString().replace('\\', '/');
              files.put(relative, new Found(file, attributes));
            }
            return files.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(real)) {
              throw e;
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files.size() <= MOST_FILES;
  }

  private static boolean hidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private static Optional<CodeKind> kind(Path file) {
    String simple = file.getFileName().toString();
    if (simple.endsWith(".java") && !simple.endsWith("-info.java")) {
      return Optional.of(CodeKind.JAVA_SOURCE);
    }
    return simple.endsWith(".jar") ? Optional.of(CodeKind.JAR) : Optional.empty();
  }

  private Optional<DagFile> changed(String fileName, Found found) {
    Stamp before = accepted.get(fileName);
    BasicFileAttributes now = found.attributes();
    if (before != null && before.looksLike(now.lastModifiedTime(), now.size())) {
      return Optional.empty();
    }
    try {
      DagFile file = read(fileName, found);
      if (before != null && before.hash().equals(file.stamp().hash())) {
        accept(file);
        return Optional.empty();
      }
      return Optional.of(file);
    } catch (IOException e) {
      // Gone, or being replaced at this moment: the next look will show.
      return Optional.empty();
    }
  }

  private static DagFile read(String fileName, Found found) throws IOException {
    CodeKind kind = kind(found.path()).orElseThrow();
    BasicFileAttributes now = found.attributes();
    if (kind == CodeKind.JAR) {
      Stamp stamp = new Stamp(now.lastModifiedTime(), now.size(), Sha256.of(found.path()));
      return new DagFile(fileName, kind, found.path(), stamp, "", Optional.empty());
    }
    if (now.size() > MOST_SOURCE_BYTES) {
      Stamp stamp = new Stamp(now.lastModifiedTime(), now.size(), "too large " + now.size());
      Optional<ImportFinding> refusal = Optional.of(tooLarge(fileName, now.size()));
      return new DagFile(fileName, kind, found.path(), stamp, "", refusal);
    }
    byte[] content = Files.readAllBytes(found.path());
    Stamp stamp = new Stamp(now.lastModifiedTime(), now.size(), Sha256.of(content));
    try {
      String source =
          StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(content)).toString();
      return new DagFile(fileName, kind, found.path(), stamp, source, Optional.empty());
    } catch (CharacterCodingException e) {
      Optional<ImportFinding> refusal = Optional.of(notUtf8(fileName));
      return new DagFile(fileName, kind, found.path(), stamp, "", refusal);
    }
  }

  private ImportFinding unreadable(IOException e) {
    String help = "create it or correct its path; what was loaded from it before stays";
    return refusal(".", "the DAG folder " + root + " cannot be read (" + e + ")", help);
  }

  private Optional<ImportFinding> tooMany() {
    String message = "the DAG folder " + root + " has more than " + MOST_FILES + " files";
    return Optional.of(refusal(".", message, "split it, or pack DAGs into jars"));
  }

  private static ImportFinding tooLarge(String fileName, long size) {
    String message = "the file has " + size + " bytes; at most 1 MiB is read";
    return refusal(fileName, message, "split it, or put the DAG into a jar");
  }

  private static ImportFinding notUtf8(String fileName) {
    return refusal(fileName, "the file is not UTF-8 text", "save it as UTF-8");
  }

  private static ImportFinding refusal(String fileName, String message, String help) {
    SourceText text = new SourceText(fileName, List.of());
    return Findings.of(Findings.LOAD, text, Optional.empty(), message, help);
  }
}
