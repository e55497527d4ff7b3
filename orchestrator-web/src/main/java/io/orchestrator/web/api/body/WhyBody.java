package io.orchestrator.web.api.body;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Ours: why a run and its unfinished task instances are not going on, as of one moment.
 *
 * @param run null when nothing holds the run as a whole
 * @param more whether unfinished instances are left out, because there are too many for one answer
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record WhyBody(@Nullable Rule run, List<Task> tasks, boolean more, Instant asOf) {

  /**
   * @param name Airflow's short name of the rule
   * @param reason one or two sentences with the numbers
   */
  public record Rule(String name, String reason) {}

  /** One unfinished instance. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Task(String taskId, int mapIndex, @Nullable String state, @Nullable Rule why) {}
}
