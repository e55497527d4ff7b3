package io.orchestrator.web.api;

import io.orchestrator.connection.SecretNames;
import java.util.Map;

/** What answers show in place of secrets. Sent back, it means that the secret stays as it is. */
final class Secrets {
  static final String MASK = "***";

  private Secrets() {}

  static Map<String, Object> masked(Map<String, Object> members) {
    return SecretNames.masked(members, MASK);
  }

  /**
   * @throws ApiException when a mask stands where nothing is stored
   */
  static Map<String, Object> unmasked(Map<String, Object> changed, Map<String, Object> stored) {
    Map<String, Object> meant = SecretNames.unmasked(changed, stored, MASK);
    if (SecretNames.holds(meant, MASK)) {
      throw ApiException.unprocessable(
          "extra has *** where no secret is stored. Name the secret itself there.");
    }
    return meant;
  }
}
