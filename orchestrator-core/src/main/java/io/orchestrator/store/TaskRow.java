package io.orchestrator.store;

import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.timetable.DataInterval;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task instance in a list, with the facts of its run.
 *
 * @param operator short class name
 * @param priority effective weight
 * @param hostname where the current or last try ran
 * @param pid its process there
 */
public record TaskRow(
    TaskInstance task,
    Run run,
    String operator,
    String pool,
    int poolSlots,
    String queue,
    int priority,
    @Nullable String hostname,
    @Nullable Long pid) {

  /** The run an instance belongs to. */
  public record Run(
      String dagId,
      String runId,
      RunType type,
      RunState state,
      UUID dagVersionId,
      int versionNumber,
      @Nullable Instant logicalDate,
      @Nullable DataInterval interval,
      Instant runAfter) {}
}
