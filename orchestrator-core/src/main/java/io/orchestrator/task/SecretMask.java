package io.orchestrator.task;

import io.orchestrator.connection.Connection;
import io.orchestrator.connection.SecretNames;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The secrets one attempt has seen, kept out of everything it reports. Thread-safe. */
final class SecretMask {
  private static final String STARS = "***";

  /** As Airflow: shorter texts occur in ordinary words. */
  private static final int SHORTEST = 5;

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
    SecretNames.secrets(connection.extra()).forEach(this::learn);
  }

  /** Keeps the text of a variable whose name says that it is secret. */
  void learnIfSecret(String name, String text) {
    if (SecretNames.secret(name)) {
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

  /** Keeps a text that is a secret; one that is too short is none. */
  void learn(@Nullable String secret) {
    if (secret != null && secret.strip().length() >= SHORTEST && secrets.add(secret)) {
      alsoTell.accept(secret);
    }
  }
}
