package io.orchestrator.tasklog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the handler for a place by its scheme, among all factories on the class path. */
public final class TaskLogHandlers {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)");

  private TaskLogHandlers() {}

  /**
   * Opens a place by its text.
   *
   * @param location {@code s3://bucket/prefix}, {@code file:///folder}, {@code file:folder} or a
   *     plain folder
   * @param settings as in {@link TaskLogHandlerFactory#create}
   * @throws IllegalArgumentException naming the known schemes, or what is wrong with the place
   */
  public static TaskLogHandler open(String location, Map<String, String> settings) {
    Matcher match = SCHEME.matcher(location.strip());
    String scheme = match.matches() ? match.group(1) : "file";
    String rest = match.matches() ? match.group(2) : location.strip();
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(
          "The place for task logs is \""
              + location
              + "\", which names no folder or bucket. Write, for example, s3://bucket/prefix.");
    }
    try {
      return open(new URI(scheme, rest, null), settings);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "\"" + location + "\" is no place for task logs: " + e.getMessage(), e);
    }
  }

  /** Opens a place. */
  public static TaskLogHandler open(URI location, Map<String, String> settings) {
    Map<String, TaskLogHandlerFactory> known = new TreeMap<>();
    for (TaskLogHandlerFactory factory : ServiceLoader.load(TaskLogHandlerFactory.class)) {
      known.put(factory.scheme(), factory);
    }
    TaskLogHandlerFactory factory = known.get(location.getScheme());
    if (factory == null) {
      throw new IllegalArgumentException(
          ("Task logs cannot be kept at %s: nothing on the class path serves the scheme"
                  + " \"%s\". Known are %s. Correct orchestrator.logs.remote, or add the provider's jar.")
              .formatted(location, location.getScheme(), String.join(", ", known.keySet())));
    }
    return factory.create(location, settings);
  }
}
