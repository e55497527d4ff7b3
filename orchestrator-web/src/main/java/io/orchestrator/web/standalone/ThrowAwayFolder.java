package io.orchestrator.web.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a throw-away installation lived. */
public final class ThrowAwayFolder {
  private ThrowAwayFolder() {}

  /** With all that is in it. */
  public static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " could not be removed.", e);
    }
  }
}
