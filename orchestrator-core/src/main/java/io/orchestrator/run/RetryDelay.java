package io.orchestrator.run;

import io.orchestrator.model.RetryPolicy;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long a failed try waits before the next, to the second as in Airflow (C75 to C78). */
public final class RetryDelay {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final DateTimeFormatter PYTHON =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'+00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private RetryDelay() {}

  /** Whose try failed: what the jitter is drawn from, so that it is the same on every node. */
  public record Subject(String dagId, String taskId, @Nullable Instant logicalDate) {}

  /**
   * The wait after a failed try.
   *
   * @param failedTry counts from 1
   */
  public static Duration after(RetryPolicy policy, int failedTry, Subject subject) {
    double multiplier = policy.backoffMultiplier();
    if (multiplier == 0 || multiplier == 1) {
      return policy.delay();
    }
    double seconds = policy.delay().toMillis() / 1000.0;
    double grown = Math.ceil(seconds * Math.pow(multiplier, failedTry - 1.0));
    long base = (long) Math.max(1, Math.min(grown, Long.MAX_VALUE / 4.0));
    long jittered = base + hash(subject, failedTry).mod(BigInteger.valueOf(base)).longValue();
    Duration wait = min(Duration.ofSeconds(Math.min(jittered, LONGEST.toSeconds())), LONGEST);
    return policy.maxDelay() == null ? wait : min(wait, policy.maxDelay());
  }

  private static BigInteger hash(Subject subject, int failedTry) {
    String date = subject.logicalDate() == null ? "None" : PYTHON.format(subject.logicalDate());
    String text = subject.dagId() + "#" + subject.taskId() + "#" + date + "#" + failedTry;
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
