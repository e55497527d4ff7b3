package io.orchestrator.execution;

import io.orchestrator.connection.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The secrets one attempt has seen, kept out of everything it reports. Thread-safe. */
final class SecretMask {
  private static final String STARS = "***";

  /** As Airflow: shorter texts occur in ordinary words. */
  private static final int SHORTEST = 5;

  private static final List<String> NAMES =
      List.of(
          "access_token",
          "access_key",
          "api_key",
          "apikey",
          "authorization",
          "keyfile_dict",
          "passphrase",
          "passwd",
          "password",
          "private_key",
          "secret",
          "token");

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final Consumer<String> alsoTell;

  /**
   * @param alsoTell hears of every secret before it is used: the log
   */
  SecretMask(Consumer<String> alsoTell) {
    this.alsoTell = alsoTell;
  }

  /** Keeps a connection's password and the secret parts of its extra. */
  void learn(Connection connection) {
    learn(connection.password());
    learnSecretParts("", connection.extra());
  }

  /** Keeps the text of a variable whose name says that it is secret. */
  void learnIfSecret(String name, String text) {
    if (soundsSecret(name)) {
      learn(text);
    }
  }

  /** The text with stars in place of secrets. */
  String mask(String text) {
    if (secrets.isEmpty()) {
      return text;
    }
    // Longest first: a secret may contain another.
    List<String> known =
        secrets.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    String masked = text;
    for (String secret : known) {
      masked = masked.replace(secret, STARS);
    }
    return masked;
  }

  private void learn(@Nullable String secret) {
    if (secret != null && secret.strip().length() >= SHORTEST && secrets.add(secret)) {
      alsoTell.accept(secret);
    }
  }

  private void learnSecretParts(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, part) -> {
            String partName = String.valueOf(key);
            learnSecretParts(soundsSecret(name) ? name : partName, part);
          });
    } else if (value instanceof Iterable<?> list) {
      list.forEach(part -> learnSecretParts(name, part));
    } else if (value instanceof String text && soundsSecret(name)) {
      learn(text);
    }
  }

  private static boolean soundsSecret(String name) {
    String low = name.toLowerCase(Locale.ROOT);
    return NAMES.stream().anyMatch(low::contains);
  }
}
