package io.orchestrator.connection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what the server hands out and wants to recognise when it comes back. Signatures for one
 * purpose are worth nothing for another. Thread-safe.
 */
public final class Signer {
  private static final String ALGORITHM = "HmacSHA256";
  private final SecretKeySpec key;
  private final int length;

  /**
   * @param purpose for example {@code attempt}
   * @param secret of the server, at least 32 characters
   * @param length of signatures in characters of six bits each, at most 43
   */
  public Signer(String purpose, String secret, int length) {
    this.key = new SecretKeySpec(bytes(purpose + ":" + secret), ALGORITHM);
    this.length = length;
  }

  /** A signature that can stand in a URL. */
  public String sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] whole = mac.doFinal(bytes(text));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(whole).substring(0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, e);
    }
  }

  /** Whether this is the signature of the text; takes equally long for every wrong one. */
  public boolean signed(String text, String signature) {
    return MessageDigest.isEqual(bytes(sign(text)), bytes(signature));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
