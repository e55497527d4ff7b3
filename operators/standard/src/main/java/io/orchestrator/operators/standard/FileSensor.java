package io.orchestrator.operators.standard;

import io.orchestrator.operator.Poll;
import io.orchestrator.operator.Sensor;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.operator.TemplatedPath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Waits until a file exists on the worker. The last part of the path may be a pattern such as
 * {@code *.csv}. The result is the path; of several, the first by name.
 */
public final class FileSensor implements Sensor<String> {
  private final String path;

  private FileSensor(String path) {
    this.path = path;
  }

  /**
   * @param path template of an absolute path
   */
  public static FileSensor of(String path) {
    return new FileSensor(path);
  }

  @Override
  public Poll<String> poke(TaskContext context) throws IOException {
    String wanted = context.rendered("path");
    if (!wanted.startsWith("/") || wanted.indexOf('\0') >= 0) {
      throw new TaskFailedException(
          "FileSensor was given \"" + wanted + "\", which is no absolute path. Begin it with /.");
    }
    List<String> found = found(TemplatedPath.of(path, wanted));
    return found.isEmpty()
        ? Poll.notYet("there is no file " + wanted + " yet")
        : Poll.ready(found.get(0));
  }

  private static List<String> found(Path wanted) throws IOException {
    if (Files.exists(wanted)) {
      return List.of(wanted.toString());
    }
    Path name = wanted.getFileName();
    Path folder = wanted.getParent();
    if (name == null || folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    var pattern = FileSystems.getDefault().getPathMatcher("glob:" + name);
    List<String> paths = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> pattern.matches(file.getFileName()))) {
      files.forEach(file -> paths.add(file.toString()));
    }
    Collections.sort(paths);
    return paths;
  }

  @Override
  public Map<String, String> templates() {
    return Map.of("path", path);
  }
}
