package io.orchestrator.connection;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text that gives a secret away.
 *
 * @param before characters in front of it that hold a part of the secret as well
 * @param after the same behind it
 */
record SecretForm(String text, int before, int after) {

  static SecretForm of(String text) {
    return new SecretForm(text, 0, 0);
  }

  /**
   * What of a Base64 text depends on the secret alone, with both alphabets.
   *
   * @param offset bytes before the secret, modulo 3: each shifts it by two bits
   */
  static List<SecretForm> inBase64(byte[] secret, int offset) {
    byte[] bytes = new byte[offset + secret.length];
    System.arraycopy(secret, 0, bytes, offset, secret.length);
    int first = (offset * 8 + 5) / 6;
    int last = bytes.length * 8 / 6;
    int after = bytes.length % 3 == 0 ? 0 : 1;
    return Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
        .map(encoder -> encoder.encodeToString(bytes).substring(first, last))
        .map(text -> new SecretForm(text, offset == 0 ? 0 : 1, after))
        .toList();
  }

  /** Where it ends in the source if it begins there, else −1. */
  int end(Reading reading, String source, int from) {
    int at = from;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      if (at >= source.length()) {
        return -1;
      }
      int unit = reading.unit(source, at);
      if (!reading.says(Reading.codePoint(unit), text.codePointAt(i))) {
        return -1;
      }
      at += Reading.length(unit);
    }
    return at;
  }

  /** Where all of it begins that tells of the secret. */
  int begin(String source, int from) {
    return from > 0 && isBase64(source.charAt(from - 1)) ? from - before : from;
  }

  /** Where all of it ends. */
  int fullEnd(String source, int end) {
    return end < source.length() && isBase64(source.charAt(end)) ? end + after : end;
  }

  private static boolean isBase64(char c) {
    return Character.isLetterOrDigit(c) || "+/-_".indexOf(c) >= 0;
  }
}
