package io.orchestrator.scheduler;

import io.orchestrator.execution.FinishReport;
import io.orchestrator.model.BranchDecision;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the end of an attempt may carry. Whatever the store would refuse fails the attempt with a
 * sentence instead, because an end that cannot be written would be reported for ever.
 */
final class FinishBounds {
  private static final int MOST_XCOMS = 100;
  private static final int MOST_BYTES = 1 << 20;
  private static final int LONGEST_KEY = 512;
  private static final int LONGEST_REASON = 2_000;
  private static final Duration LONGEST_DELAY = Duration.ofDays(366);
  private static final char NUL = 0;

  private FinishBounds() {}

  static FinishReport within(FinishReport report) {
    String reason = text(report.reason());
    return problem(report)
        .map(FinishBounds::failed)
        .orElseGet(
            () ->
                new FinishReport(
                    report.end(), reason, report.xcoms(), report.decision(), report.delay()));
  }

  /** An end in the place of one that cannot be written. */
  static FinishReport failed(String reason) {
    return new FinishReport(FinishReport.End.FAILED_FINALLY, text(reason), Map.of(), null, null);
  }

  /** A text that any store takes: bounded, and without the one character PostgreSQL refuses. */
  static String text(String text) {
    String bounded = text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
    return bounded.replace(NUL, '\uFFFD');
  }

  private static Optional<String> problem(FinishReport report) {
    if (report.xcoms().size() > MOST_XCOMS) {
      return Optional.of("The task pushed more than " + MOST_XCOMS + " XComs.");
    }
    return Stream.concat(
            report.xcoms().entrySet().stream()
                .flatMap(e -> Stream.of(ofKey(e.getKey()), ofValue(e.getKey(), e.getValue()))),
            Stream.of(ofDecision(report.decision()), ofDelay(report.delay())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> ofKey(String key) {
    if (key.isBlank() || key.length() > LONGEST_KEY || key.indexOf(NUL) >= 0) {
      return Optional.of(
          "An XCom has a key of %d characters. It needs 1 to %d, and none may be NUL."
              .formatted(key.length(), LONGEST_KEY));
    }
    return Optional.empty();
  }

  private static Optional<String> ofValue(String key, String value) {
    int bytes = value.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      return Optional.of(
          "XCom %s is %d bytes long, more than %d. Store it elsewhere and pass a reference."
              .formatted(key, bytes, MOST_BYTES));
    }
    return value.indexOf(NUL) < 0
        ? Optional.empty()
        : Optional.of("XCom " + key + " contains the character NUL and cannot be stored.");
  }

  private static Optional<String> ofDecision(@Nullable BranchDecision decision) {
    if (decision == null) {
      return Optional.empty();
    }
    boolean odd =
        Stream.concat(decision.chosen().stream(), Stream.of(decision.words()))
            .anyMatch(each -> each.indexOf(NUL) >= 0);
    return odd
        ? Optional.of("The decision of the branch contains the character NUL.")
        : Optional.empty();
  }

  private static Optional<String> ofDelay(@Nullable Duration delay) {
    boolean odd = delay != null && (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0);
    return odd
        ? Optional.of(
            "The sensor asks to be looked at again after %s. The wait must be between nothing and %d days."
                .formatted(delay, LONGEST_DELAY.toDays()))
        : Optional.empty();
  }
}
