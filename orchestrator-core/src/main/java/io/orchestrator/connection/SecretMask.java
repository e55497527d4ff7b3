package io.orchestrator.connection;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@code ***} in the place of secrets: as they are, as URLs and JSON write them, in Base64
 * (also amid more, as in {@code login:password}), and each line of one that has several.
 *
 * <p>It stands on the ground floor, beside what has secrets, because both sides of the wall hide
 * the same things by it: a worker in what its tasks tell, the server in what it keeps exact and
 * shows. Thread-safe: what is learnt is hidden from then on.
 */
public final class SecretMask {
  private final Set<String> known = new HashSet<>();
  private volatile SecretForms forms = SecretForms.NONE;

  /** Knows no secret yet. */
  public SecretMask() {}

  public SecretMask(Collection<String> secrets) {
    secrets.forEach(this::learn);
  }

  /**
   * Another that knows the same and learns for itself from then on. The forms of what both know are
   * shared: making them is what costs.
   */
  public synchronized SecretMask copy() {
    SecretMask copy = new SecretMask();
    copy.known.addAll(known);
    copy.forms = forms;
    return copy;
  }

  /** Learns a connection's password and the secret parts of its extra. */
  public void learn(Connection connection) {
    learn(connection.password());
    SecretNames.secrets(connection.extra()).forEach(this::learn);
  }

  /** Learns what is secret in the value of a variable. */
  public void learnVariable(String key, String value) {
    VariableSecrets.of(key, value).forEach(this::learn);
  }

  /** Learns a secret. One under five characters is left: it would wipe out ordinary words. */
  public synchronized void learn(@Nullable String secret) {
    if (secret != null && known.add(secret)) {
      forms = forms.with(secret);
    }
  }

  /** The text with stars in place of secrets; those that overlap are covered together. */
  public String mask(String text) {
    return forms.mask(text);
  }
}
