package io.orchestrator.web.api;

import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.web.config.OrchestratorSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Places in a log as clients carry them: signed, and valid for that log only. */
@Component
final class LogTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE = 22;
  private final SecretKeySpec key;

  LogTokens(OrchestratorSettings settings) {
    byte[] secret =
        ("log-tokens:" + settings.security().secretKey()).getBytes(StandardCharsets.UTF_8);
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  String seal(TaskLogKey log, String cursor) {
    return signature(log, cursor) + cursor;
  }

  /**
   * @throws ApiException 400 when this server did not make the token, or made it for another log
   */
  String open(TaskLogKey log, String token) {
    if (token.length() > SIGNATURE) {
      String cursor = token.substring(SIGNATURE);
      if (MessageDigest.isEqual(
          bytes(signature(log, cursor)), bytes(token.substring(0, SIGNATURE)))) {
        return cursor;
      }
    }
    throw ApiException.badRequest(
        "bad_token", "The token is not one this log gave. Leave it out to read from the start.");
  }

  private String signature(TaskLogKey log, String cursor) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] full = mac.doFinal(bytes(log.path() + "\n" + cursor));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(full).substring(0, SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JVM has " + ALGORITHM, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
