package io.orchestrator.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which names hold secrets. Whatever is shown, answered or logged asks here, and looks into nested
 * values at any depth.
 */
public final class SecretNames {
  /** Airflow's words and those that its advisories added, in lower case without separators. */
  private static final List<String> WORDS =
      List.of(
          "accesskey",
          "apikey",
          "authorization",
          "connectionstring",
          "credential",
          "keyfile",
          "passphrase",
          "passwd",
          "password",
          "privatekey",
          "secret",
          "token");

  private SecretNames() {}

  /** Whether a value of this name is a secret, in whatever case it is written. */
  public static boolean secret(String name) {
    String letters = name.toLowerCase(Locale.ROOT).replaceAll("[-_ .]", "");
    return WORDS.stream().anyMatch(letters::contains);
  }

  /** The same members with {@code mask} for every secret. */
  public static Map<String, Object> masked(Map<String, Object> members, String mask) {
    return maskedMap(members, mask);
  }

  /**
   * What a person meant who was shown {@link #masked} and sent it back: each mask becomes what is
   * stored there. A mask with nothing stored behind it stays.
   */
  public static Map<String, Object> unmasked(
      Map<String, Object> changed, Map<String, Object> stored, String mask) {
    return unmaskedMap(changed, stored, mask);
  }

  /** Whether a mask is left anywhere. */
  public static boolean holds(@Nullable Object value, String mask) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(member -> holds(member, mask));
    }
    return value instanceof List<?> list
        ? list.stream().anyMatch(element -> holds(element, mask))
        : mask.equals(value);
  }

  /** The texts and numbers that are secret by the name above them. */
  public static List<String> secrets(Map<String, Object> members) {
    return secretsIn(members);
  }

  /** The same in any JSON value. */
  static List<String> secretsIn(@Nullable Object value) {
    List<String> found = new ArrayList<>();
    collect(false, value, found);
    return found;
  }

  private static void collect(boolean secret, @Nullable Object value, List<String> found) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((k, v) -> collect(secret || secret(String.valueOf(k)), v, found));
    } else if (value instanceof List<?> list) {
      list.forEach(element -> collect(secret, element, found));
    } else if (secret && (value instanceof String || value instanceof Number)) {
      found.add(value.toString());
    }
  }

  static @Nullable Object maskedValue(@Nullable Object value, String mask) {
    if (value instanceof Map<?, ?> map) {
      return maskedMap(map, mask);
    }
    if (!(value instanceof List<?> list)) {
      return value;
    }
    List<@Nullable Object> elements = new ArrayList<>();
    list.forEach(element -> elements.add(maskedValue(element, mask)));
    return elements;
  }

  private static Map<String, Object> maskedMap(Map<?, ?> map, String mask) {
    Map<String, Object> shown = new LinkedHashMap<>();
    map.forEach(
        (k, v) -> {
          String name = String.valueOf(k);
          shown.put(name, secret(name) ? mask : maskedValue(v, mask));
        });
    return shown;
  }

  static @Nullable Object unmaskedValue(
      @Nullable Object changed, @Nullable Object stored, String mask) {
    if (changed instanceof Map<?, ?> map && stored instanceof Map<?, ?> old) {
      return unmaskedMap(map, old, mask);
    }
    if (changed instanceof List<?> list && stored instanceof List<?> old) {
      return unmaskedList(list, old, mask);
    }
    return stored != null && mask.equals(changed) ? stored : changed;
  }

  private static Map<String, Object> unmaskedMap(Map<?, ?> changed, Map<?, ?> stored, String mask) {
    Map<String, Object> meant = new LinkedHashMap<>();
    changed.forEach((k, v) -> meant.put(String.valueOf(k), unmaskedValue(v, stored.get(k), mask)));
    return meant;
  }

  /** Elements have no names: one is known by how it was shown, else by its place if none went. */
  private static List<@Nullable Object> unmaskedList(List<?> changed, List<?> stored, String mask) {
    List<@Nullable Object> shown = new ArrayList<>();
    stored.forEach(element -> shown.add(maskedValue(element, mask)));
    boolean inPlace = changed.size() == stored.size();
    List<@Nullable Object> meant = new ArrayList<>();
    for (int i = 0; i < changed.size(); i++) {
      Object element = changed.get(i);
      boolean untouched = inPlace && Objects.equals(element, shown.get(i));
      int known = untouched ? i : onlyIndexOf(element, shown);
      int from = known < 0 && inPlace ? i : known;
      meant.add(from < 0 ? element : unmaskedValue(element, stored.get(from), mask));
    }
    return meant;
  }

  private static int onlyIndexOf(@Nullable Object element, List<@Nullable Object> shown) {
    int first = shown.indexOf(element);
    return first == shown.lastIndexOf(element) ? first : -1;
  }
}
