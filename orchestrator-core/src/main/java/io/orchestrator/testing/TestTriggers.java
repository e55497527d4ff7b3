package io.orchestrator.testing;

import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.scheduler.TriggerRequest;
import io.orchestrator.scheduler.TriggerRequest.Dates;
import io.orchestrator.scheduler.TriggerResult;
import io.orchestrator.timetable.DataInterval;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Triggers of tests. */
final class TestTriggers {
  private TestTriggers() {}

  /** Makes a run and answers its id. */
  static String trigger(
      World world, Instant date, DataInterval interval, Map<String, Object> conf) {
    String dagId = world.dag().model().dagId();
    TriggerResult result =
        world
            .orders()
            .trigger(
                new TriggerRequest(
                    dagId,
                    Optional.empty(),
                    new Dates(Optional.of(date), Optional.of(interval), Optional.empty()),
                    new Trigger("test", World.WORKER, conf),
                    Optional.empty()));
    if (result instanceof TriggerResult.Created created) {
      return created.run().runId();
    }
    if (result instanceof TriggerResult.Refused refused) {
      throw new IllegalArgumentException(
          "DAG %s cannot be run with this conf: %s"
              .formatted(
                  dagId,
                  refused.problems().stream()
                      .map(p -> p.field() + ": " + p.message())
                      .collect(Collectors.joining("; "))));
    }
    throw new IllegalStateException("DAG " + dagId + " could not be triggered: " + result);
  }
}
