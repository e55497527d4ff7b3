package io.orchestrator.run;

import io.orchestrator.model.NameRule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Ids of runs: {@code scheduled__2026-01-02T00:00:00+00:00}. */
public final class RunIds {
  private static final DateTimeFormatter PYTHON =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
          .optionalEnd()
          .appendLiteral("+00:00")
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter WHOLE_SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'+00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private RunIds() {}

  public static String of(RunType type, Instant runAfter) {
    DateTimeFormatter form =
        runAfter.equals(runAfter.truncatedTo(ChronoUnit.SECONDS)) ? WHOLE_SECONDS : PYTHON;
    return type.wireName() + "__" + form.format(runAfter);
  }

  /** What is wrong with an id given by a person; empty when it is fine. */
  public static Optional<String> problem(String runId) {
    Optional<String> broken = NameRule.RUN.problems(runId).stream().findFirst();
    if (broken.isPresent()) {
      return broken;
    }
    return Arrays.stream(RunType.values())
        .filter(t -> t != RunType.MANUAL)
        .filter(t -> runId.startsWith(t.wireName() + "__"))
        .findFirst()
        .map(t -> "Run ids that start with " + t.wireName() + "__ are made by the scheduler.");
  }
}
