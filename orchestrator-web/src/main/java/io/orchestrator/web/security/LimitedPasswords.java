package io.orchestrator.web.security;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hashes passwords of bounded length only: hashing is meant to be slow, but not without end. */
record LimitedPasswords(PasswordEncoder hashes) implements PasswordEncoder {
  static final int MOST_BYTES = 1_000;

  static boolean tooLong(CharSequence password) {
    return password.length() > MOST_BYTES
        || password.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
  }

  /**
   * @throws IllegalArgumentException when it is longer than {@link #MOST_BYTES}
   */
  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    if (password != null && tooLong(password)) {
      throw new IllegalArgumentException(
          "A password has at most " + MOST_BYTES + " bytes in UTF-8. Nothing was changed.");
    }
    return hashes.encode(password);
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
    return (password == null || !tooLong(password)) && hashes.matches(password, hash);
  }

  @Override
  public boolean upgradeEncoding(@Nullable String hash) {
    return hashes.upgradeEncoding(hash);
  }
}
