package io.orchestrator.operators.amazon;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code s3://bucket/key}.
 *
 * @param key may be empty
 */
public record S3Address(String bucket, String key) {
  private static final Pattern FORM =
      Pattern.compile("s3[an]?://([a-z0-9][a-z0-9.-]{1,62})(?:/(.*))?");

  /**
   * @throws IllegalArgumentException naming the text that is not an address
   */
  public static S3Address parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not an S3 address. Write it as s3://bucket/key.");
    }
    String key = matcher.group(2);
    return new S3Address(matcher.group(1), key == null ? "" : key);
  }

  public static boolean looksLike(String text) {
    return text.startsWith("s3://") || text.startsWith("s3a://") || text.startsWith("s3n://");
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key;
  }
}
