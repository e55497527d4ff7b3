package io.orchestrator.web.ui;

import java.util.List;
import java.util.Locale;

/** Which names hold secrets, as Airflow tells them: their values never reach a page. */
final class Secrets {
  static final String MASK = "••••••";

  private static final List<String> WORDS =
      List.of(
          "access_token",
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

  private Secrets() {}

  static boolean soundsSecret(String name) {
    String low = name.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(low::contains);
  }
}
