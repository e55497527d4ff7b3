package io.orchestrator.connection;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is secret in the value of a variable: all of it when its key says so, else the members of
 * its JSON whose names do, at any depth. Whatever is no JSON has no members.
 */
public final class VariableSecrets {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  private VariableSecrets() {}

  /** The secrets themselves. */
  public static List<String> of(String key, String value) {
    if (whole(key, value)) {
      return List.of(value);
    }
    return read(value).map(SecretNames::secretsIn).orElse(List.of());
  }

  /** The value with {@code mask} for every secret; as it was written when it has none. */
  public static String masked(String key, String value, String mask) {
    if (whole(key, value)) {
      return mask;
    }
    Optional<Object> json = read(value);
    Object shown = json.map(read -> SecretNames.maskedValue(read, mask)).orElse(null);
    return shown == null || shown.equals(json.orElseThrow())
        ? value
        : JSON.writeValueAsString(shown);
  }

  /**
   * What a person meant who was shown {@link #masked} and sent it back: each mask becomes what is
   * stored there. A mask with nothing stored behind it stays.
   */
  public static String unmasked(String key, String changed, String stored, String mask) {
    if (changed.equals(masked(key, stored, mask)) || changed.equals(mask)) {
      return stored;
    }
    Optional<Object> json = changed.contains(mask) ? read(changed) : Optional.empty();
    Object meant =
        json.map(read -> SecretNames.unmaskedValue(read, read(stored).orElse(null), mask))
            .orElse(null);
    return meant == null || meant.equals(json.orElseThrow())
        ? changed
        : JSON.writeValueAsString(meant);
  }

  /** Whether a mask stands for a secret that nobody has stored. */
  public static boolean holds(String value, String mask) {
    return value.contains(mask)
        && read(value).map(SecretNames::secretsIn).orElse(List.of()).contains(mask);
  }

  /** What is nested too deeply to look into is taken for a secret. */
  private static boolean whole(String key, String value) {
    if (SecretNames.secret(key)) {
      return true;
    }
    try {
      parse(value);
      return false;
    } catch (StreamConstraintsException tooDeep) {
      return true;
    } catch (JacksonException noJson) {
      return false;
    }
  }

  private static Optional<Object> read(String value) {
    try {
      return Optional.ofNullable(parse(value));
    } catch (JacksonException noJson) {
      return Optional.empty();
    }
  }

  /** Only objects and lists have members; other texts are not read at all. */
  private static @Nullable Object parse(String value) {
    String text = value.stripLeading();
    return text.startsWith("{") || text.startsWith("[") ? JSON.readValue(text, Object.class) : null;
  }
}
