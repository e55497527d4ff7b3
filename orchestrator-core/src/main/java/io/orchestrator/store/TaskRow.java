package io.orchestrator.store;

import io.orchestrator.run.ClaimSnapshot.PoolDemand;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.timetable.RunDates;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task instance in a list, with the facts of its run.
 *
 * @param operator short class name
 * @param priority effective weight
 */
public record TaskRow(
    TaskInstance task,
    Run run,
    String operator,
    PoolDemand demand,
    String queue,
    int priority,
    Host host) {

  /**
   * Where the current or last try ran; absent before the first.
   *
   * @param hostname name of the machine
   * @param pid the worker's process there
   */
  public record Host(@Nullable String hostname, @Nullable Long pid) {}

  /** The run an instance belongs to. */
  public record Run(
      String dagId,
      String runId,
      RunType type,
      RunState state,
      UUID dagVersionId,
      int versionNumber,
      RunDates dates) {}
}
