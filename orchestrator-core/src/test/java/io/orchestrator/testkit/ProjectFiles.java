package io.orchestrator.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files, for tests that compare documents with the code. */
public final class ProjectFiles {
  /** Set to {@code true}, generated parts of documents are written instead of compared. */
  public static final String UPDATE = "docs.update";

  private ProjectFiles() {}

  /** The folder of the project: the nearest one above the working folder that has mvnw. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no mvnw above " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }

  public static String read(String file) {
    return read(root().resolve(file));
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files of all modules' source trees whose name ends so, build output left out. */
  public static List<Path> sources(String tree, String ending) {
    try (Stream<Path> files = Files.walk(root())) {
      return files
          .filter(f -> f.toString().contains(tree) && f.toString().endsWith(ending))
          .filter(f -> !f.toString().contains("/target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compares the part of a document between {@code <!-- generated: name -->} and {@code <!-- end:
   * name -->} with the text it should have.
   */
  public static void compare(String file, String name, String expected) {
    String begin = "<!-- generated: " + name + " -->\n";
    String end = "<!-- end: " + name + " -->";
    String document = read(file);
    int from = document.indexOf(begin);
    int to = document.indexOf(end);
    assertThat(from).as("%s has a part generated: %s", file, name).isNotNegative();
    assertThat(to).as("%s ends the part %s", file, name).isGreaterThan(from);
    String body = "\n" + expected.strip() + "\n\n";
    if (Boolean.getBoolean(UPDATE)) {
      write(file, document.substring(0, from) + begin + body + document.substring(to));
      return;
    }
    assertThat(document.substring(from + begin.length(), to))
        .as(
            "%s, part %s, differs from the code. Write it anew: ./mvnw test -D%s=true -Dtest=...",
            file, name, UPDATE)
        .isEqualTo(body);
  }

  private static void write(String file, String text) {
    try {
      Files.writeString(root().resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
