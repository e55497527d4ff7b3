package io.orchestrator.web.docs;

import io.orchestrator.testkit.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's Markdown files and what is in them. */
final class Documents {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

  private Documents() {}

  /** Every page: those at the top and all below docs. */
  static List<Path> all() {
    Path root = ProjectFiles.root();
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Name of a page as people write it. */
  static String name(Path page) {
    return ProjectFiles.root().relativize(page).toString();
  }

  /** The fenced blocks of a page in one language; an empty language for those without. */
  static List<String> blocks(Path page, String language) {
    return FENCE
        .matcher(ProjectFiles.read(page))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** The text of a page without its fenced blocks. */
  static String prose(Path page) {
    return FENCE.matcher(ProjectFiles.read(page)).replaceAll("");
  }
}
