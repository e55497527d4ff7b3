package io.orchestrator.code;

import io.orchestrator.loader.protocol.Findings;
import io.orchestrator.loader.protocol.SourceText;
import io.orchestrator.model.CodeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Code that is ready to be loaded, as often as needed.
 *
 * @param classes class files by name, empty for jars
 * @param classNames classes that may define DAGs
 */
record Code(
    SourceText text, Optional<Path> jar, Map<String, byte[]> classes, List<String> classNames) {

  static Code of(CodeKind kind, String fileName, String source) throws InvalidCodeException {
    return switch (kind) {
      case JAVA_SOURCE -> compiled(SourceText.of(fileName, source));
      case JAR -> jar(new SourceText(fileName, List.of()), Path.of(source));
    };
  }

  private static Code compiled(SourceText text) throws InvalidCodeException {
    Map<String, byte[]> classes = SourceCompiler.compile(text);
    return new Code(text, Optional.empty(), classes, List.copyOf(classes.keySet()));
  }

  private static Code jar(SourceText text, Path file) throws InvalidCodeException {
    try {
      return new Code(text, Optional.of(file), Map.of(), JarScan.candidates(file));
    } catch (IOException e) {
      throw new InvalidCodeException(List.of(Findings.thrown("reading the jar", e, text)));
    }
  }
}
