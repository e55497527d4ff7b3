package io.orchestrator.scheduler;

import io.orchestrator.model.RunRetention;
import io.orchestrator.timetable.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the installation keeps.
 *
 * @param runs of each DAG that does not say it itself
 * @param auditMaxAge of rows of the audit log; absent for no limit
 * @param logs whether the task logs of deleted runs are deleted, too
 */
public record RetentionRules(RunRetention runs, @Nullable Duration auditMaxAge, boolean logs) {
  private static final String NOTHING =
      " Nothing was deleted. Leave the setting out to keep everything.";

  /**
   * @throws IllegalArgumentException naming the setting that has no sense
   */
  public RetentionRules {
    check("max-age", runs.maxAge());
    check("audit-max-age", auditMaxAge);
    Integer most = runs.maxRuns();
    if (most != null && most < 1) {
      throw new IllegalArgumentException(
          "orchestrator.retention.max-runs is " + most + "; the least is 1." + NOTHING);
    }
  }

  private static void check(String setting, @Nullable Duration age) {
    if (age != null && age.compareTo(RunRetention.LEAST_AGE) < 0) {
      throw new IllegalArgumentException(
          "orchestrator.retention."
              + setting
              + " is "
              + Durations.exact(age)
              + "; the least is "
              + Durations.exact(RunRetention.LEAST_AGE)
              + ". Write it with its unit, for example 90d."
              + NOTHING);
    }
  }
}
