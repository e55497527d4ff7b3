package io.orchestrator.execution;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Attempt tokens on the wire: {@code <instance>.<epoch>.<signature>}. Signed with the server's
 * secret, so that knowing ids from pages or logs opens nothing.
 */
public final class AttemptTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private final SecretKeySpec key;

  /**
   * @param secret at least 32 characters
   */
  public AttemptTokens(String secret) {
    this.key = new SecretKeySpec(("attempt:" + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  public String sign(AttemptToken token) {
    String subject = token.taskInstanceId() + "." + token.epoch();
    return subject + "." + signature(subject);
  }

  /** The token, when the signature is ours. */
  public Optional<AttemptToken> verify(String wire) {
    int dot = wire.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String subject = wire.substring(0, dot);
    byte[] given = wire.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, signature(subject).getBytes(StandardCharsets.UTF_8))) {
      return Optional.empty();
    }
    String[] ids = subject.split("\\.", -1);
    return Optional.of(new AttemptToken(UUID.fromString(ids[0]), UUID.fromString(ids[1])));
  }

  private String signature(String subject) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(subject.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, e);
    }
  }
}
