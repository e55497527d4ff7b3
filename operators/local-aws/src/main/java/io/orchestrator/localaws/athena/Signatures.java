package io.orchestrator.localaws.athena;

import com.sun.net.httpserver.Headers;
import io.orchestrator.localaws.athena.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks AWS signatures, version 4: key known, time near, every signed byte as it was. */
final class Signatures {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/,]+)/(\\d{8})/([^/,]+)/([^/,]+)/aws4_request,\\s*"
              + "SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]+)");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final Duration SKEW = Duration.ofMinutes(15);

  private final Keys keys;
  private final InstantSource clock;

  Signatures(Keys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  void check(String method, String path, Headers headers, byte[] body) {
    String authorization = header(headers, "Authorization");
    if (authorization.isEmpty()) {
      throw ApiException.client(
          "MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    Matcher parts = AUTHORIZATION.matcher(authorization);
    if (!parts.matches()) {
      throw ApiException.client(
          "IncompleteSignatureException", "Authorization header is not an AWS4-HMAC-SHA256 one");
    }
    if (!parts.group(1).equals(keys.accessKey())) {
      throw ApiException.client(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    String date = header(headers, "X-Amz-Date");
    checkTime(date);
    String scope = parts.group(2) + "/" + parts.group(3) + "/" + parts.group(4) + "/aws4_request";
    String request = canonical(method, path, headers, parts.group(5), body);
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + date
            + "\n"
            + scope
            + "\n"
            + hex(sha256(request.getBytes(StandardCharsets.UTF_8)));
    byte[] key =
        hmac(
            hmac(
                hmac(
                    hmac(
                        ("AWS4" + keys.secretKey()).getBytes(StandardCharsets.UTF_8),
                        parts.group(2)),
                    parts.group(3)),
                parts.group(4)),
            "aws4_request");
    byte[] expected = hex(hmac(key, toSign)).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(expected, parts.group(6).getBytes(StandardCharsets.US_ASCII))) {
      throw ApiException.client(
          "InvalidSignatureException",
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method.");
    }
  }

  private void checkTime(String date) {
    Instant signed;
    try {
      signed = LocalDateTime.parse(date, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw ApiException.client("IncompleteSignatureException", "X-Amz-Date is missing or wrong");
    }
    if (Duration.between(signed, clock.instant()).abs().compareTo(SKEW) > 0) {
      throw ApiException.client("InvalidSignatureException", "Signature expired: " + date);
    }
  }

  private static String canonical(
      String method, String path, Headers headers, String signed, byte[] body) {
    StringBuilder request = new StringBuilder(method).append('\n').append(path).append("\n\n");
    for (String name : List.of(signed.split(";"))) {
      request
          .append(name.toLowerCase(Locale.ROOT))
          .append(':')
          .append(header(headers, name).strip().replaceAll(" +", " "))
          .append('\n');
    }
    return request.append('\n').append(signed).append('\n').append(hex(sha256(body))).toString();
  }

  private static String header(Headers headers, String name) {
    return Optional.ofNullable(headers.getFirst(name)).orElse("");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has HmacSHA256", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
