package io.orchestrator.localaws.athena.sql.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trino's functions in the engine's words, read from {@code functions.txt}: one a line, {@code
 * name/arguments = template}, where {@code $1} is the first argument, {@code $*} all of them, and a
 * line without a template means the same name. {@code *} as the number means any.
 */
public final class FunctionTable {
  private final Map<String, String> scalars = new HashMap<>();
  private final Map<String, String> aggregates = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  public FunctionTable() {
    Map<String, String> section = scalars;
    for (String line : resource("functions.txt").split("\n")) {
      if (line.equals("[aggregates]")) {
        section = aggregates;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(" = ", 2);
        String key = parts[0].strip();
        String name = key.substring(0, key.indexOf('/'));
        names.add(name);
        section.put(key, parts.length > 1 ? parts[1].strip() : name + "($*)");
      }
    }
  }

  public boolean knows(String name) {
    return names.contains(name);
  }

  public Optional<String> scalar(String name, int arguments) {
    return find(scalars, name, arguments);
  }

  /** The engine's aggregate or window function, with its arguments. */
  public Optional<String> aggregate(String name, int arguments) {
    return find(aggregates, name, arguments);
  }

  private static Optional<String> find(Map<String, String> table, String name, int arguments) {
    return Optional.ofNullable(table.getOrDefault(name + "/" + arguments, table.get(name + "/*")));
  }

  /** A text that lies beside this class. */
  static String resource(String name) {
    try (InputStream in = FunctionTable.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + name, e);
    }
  }
}
