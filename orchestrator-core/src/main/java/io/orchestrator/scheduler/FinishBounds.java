package io.orchestrator.scheduler;

import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.XComBounds;
import io.orchestrator.model.BranchDecision;
import io.orchestrator.model.StorableText;
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
  private static final int LONGEST_REASON = 2_000;
  private static final Duration LONGEST_DELAY = Duration.ofDays(366);

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

  /** A text that any store takes, and bounded. */
  static String text(String text) {
    return StorableText.of(
        text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text);
  }

  private static Optional<String> problem(FinishReport report) {
    return Stream.of(
            XComBounds.problem(report.xcoms()),
            ofDecision(report.decision()),
            ofDelay(report.delay()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> ofDecision(@Nullable BranchDecision decision) {
    if (decision == null) {
      return Optional.empty();
    }
    if (decision.kind() == BranchDecision.Kind.UNREADABLE) {
      return Optional.of("The decision of the branch is none.");
    }
    boolean odd =
        Stream.concat(decision.chosen().stream(), Stream.of(decision.words()))
            .anyMatch(each -> !each.equals(StorableText.of(each)));
    return odd
        ? Optional.of(
            "The decision of the branch contains the character NUL or half a surrogate pair.")
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
