package io.orchestrator.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which names sound secret, and what is shown instead. Looks into nested values at any depth. */
public final class Secrets {
  public static final String MASK = "***";
  private static final List<String> WORDS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "api_key",
          "apikey",
          "access_key",
          "private_key",
          "authorization",
          "credential",
          "connection_string",
          "keyfile");

  private Secrets() {}

  public static boolean sensitive(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace('-', '_');
    return WORDS.stream().anyMatch(lower::contains);
  }

  /** The same structure with every sensitive value masked. */
  public static Object masked(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> masked = new LinkedHashMap<>();
      map.forEach(
          (k, v) ->
              masked.put(
                  String.valueOf(k), sensitive(String.valueOf(k)) ? MASK : masked((Object) v)));
      return masked;
    }
    return value instanceof List<?> list
        ? list.stream().map(v -> masked((Object) v)).toList()
        : value;
  }

  /** {@code changed} with each {@link #MASK} replaced by what {@code stored} has there. */
  public static Map<String, Object> unmasked(
      Map<String, Object> changed, Map<String, Object> stored) {
    Map<String, Object> result = new LinkedHashMap<>();
    changed.forEach(
        (k, v) -> {
          Object old = stored.get(k);
          result.put(
              k,
              v instanceof Map<?, ?> m && old instanceof Map<?, ?> o
                  ? unmasked(texts(m), texts(o))
                  : MASK.equals(v) && old != null ? old : v);
        });
    return result;
  }

  private static Map<String, Object> texts(Map<?, ?> map) {
    Map<String, Object> result = new LinkedHashMap<>();
    map.forEach((k, v) -> result.put(String.valueOf(k), v));
    return result;
  }
}
