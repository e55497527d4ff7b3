package io.orchestrator.code;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Suggests the import that a "cannot find symbol" misses. */
final class ImportHint {
  private static final Pattern MISSING =
      Pattern.compile("cannot find symbol.*symbol:\\s+(?:class|variable) (\\w+)");
  private static final List<String> PACKAGES =
      List.of(
          "io.orchestrator.dag.",
          "io.orchestrator.timetable.",
          "io.orchestrator.operator.",
          "io.orchestrator.operators.standard.",
          "io.orchestrator.operators.amazon.",
          "java.util.",
          "java.time.",
          "java.nio.file.",
          "java.io.");

  private ImportHint() {}

  /** Empty when there is nothing to suggest. */
  static String of(String message) {
    Matcher matcher = MISSING.matcher(message);
    if (!matcher.find()) {
      return "";
    }
    return PACKAGES.stream()
        .map(packageName -> packageName + matcher.group(1))
        .filter(ImportHint::exists)
        .findFirst()
        .map(name -> "add: import " + name + ";")
        .orElse("");
  }

  private static boolean exists(String className) {
    try {
      Class.forName(className, false, ImportHint.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
