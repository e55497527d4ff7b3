package io.orchestrator.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Finds the classes of a jar that may define DAGs, without loading them: those that {@code
 * META-INF/services} names, else those whose constant pool mentions the interface.
 */
final class JarScan {
  private static final String SERVICES = "META-INF/services/io.orchestrator.dag.DagDefinition";
  private static final String MARK = "io/orchestrator/dag/DagDefinition";
  private static final int MOST_CLASSES = 50_000;

  private JarScan() {}

  static List<String> candidates(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      JarEntry services = jar.getJarEntry(SERVICES);
      return services == null ? mentioning(jar) : named(jar, services);
    }
  }

  private static List<String> named(JarFile jar, JarEntry services) throws IOException {
    return text(jar, services, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static List<String> mentioning(JarFile jar) throws IOException {
    List<String> found = new ArrayList<>();
    Enumeration<JarEntry> entries = jar.entries();
    for (int i = 0; entries.hasMoreElements() && i < MOST_CLASSES; i++) {
      JarEntry entry = entries.nextElement();
      String name = entry.getName();
      if (isClass(name) && text(jar, entry, StandardCharsets.ISO_8859_1).contains(MARK)) {
        found.add(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
      }
    }
    return found;
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class")
        && !name.startsWith("META-INF/")
        && !name.endsWith("-info.class");
  }

  private static String text(JarFile jar, JarEntry entry, java.nio.charset.Charset charset)
      throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), charset);
    }
  }
}
