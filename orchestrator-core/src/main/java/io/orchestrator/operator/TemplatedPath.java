package io.orchestrator.operator;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A path on the worker's machine that is a template: what the author wrote in front of the first
 * expression names a folder, and no value leads out of it.
 */
public final class TemplatedPath {
  private TemplatedPath() {}

  /**
   * The path, absolute and without steps.
   *
   * @param template as the author wrote it; one that begins with an expression is below the folder
   *     that the worker runs in
   * @param rendered what it became
   * @throws TaskFailedException when a value leads out of the folder
   */
  public static Path of(String template, String rendered) {
    Path folder = Path.of(folder(template)).toAbsolutePath().normalize();
    try {
      Path path = Path.of(rendered).toAbsolutePath().normalize();
      if (path.startsWith(folder) || !expression(template)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new TaskFailedException("\"" + rendered + "\" is no path: " + e.getReason() + ".", e);
    }
    throw new TaskFailedException(
        ("\"%s\" is not below %s, which its template \"%s\" begins with. Nothing was read or"
                + " written. Write the folder in front of the first {{.")
            .formatted(rendered, folder, template));
  }

  private static boolean expression(String template) {
    return template.contains("{{") || template.contains("{%");
  }

  /** What stands before the first expression, up to its last slash. */
  private static String folder(String template) {
    int first = template.split("\\{\\{|\\{%", 2)[0].length();
    return template.substring(0, template.lastIndexOf('/', first - 1) + 1);
  }
}
