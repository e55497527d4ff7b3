package io.orchestrator.web.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Settings from the environment, in Airflow's way: {@code ORCHESTRATOR__SECTION__SOME_KEY} is
 * {@code orchestrator.section.some-key} and beats every file.
 */
public final class DoubleUnderscoreEnvironment {
  private static final String PREFIX = "ORCHESTRATOR__";

  private DoubleUnderscoreEnvironment() {}

  /** The settings named by an environment, by property name. */
  public static Map<String, Object> settings(Map<String, String> environment) {
    Map<String, Object> settings = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            String key = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
            settings.put("orchestrator." + key.replace("__", ".").replace('_', '-'), value);
          }
        });
    return settings;
  }
}
