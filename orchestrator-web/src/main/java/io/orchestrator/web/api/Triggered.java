package io.orchestrator.web.api;

import io.orchestrator.scheduler.TriggerResult;
import io.orchestrator.web.api.body.DagRunBody;
import java.util.stream.Collectors;

/** What a trigger's result is over HTTP. */
final class Triggered {
  private Triggered() {}

  /** The run as it was made, or the error. */
  static DagRunBody answer(TriggerResult result) {
    if (result instanceof TriggerResult.Created created) {
      return Bodies.run(created.run(), created.versionNumber(), null);
    }
    if (result instanceof TriggerResult.Exists exists) {
      throw ApiException.conflict(
          "dag_run_exists",
          "Run %s of %s has this run id or logical date already. Nothing was changed."
              .formatted(exists.existing().runId(), exists.existing().dagId()),
          "Clear that run to have it run again, or trigger with another date.");
    }
    if (result instanceof TriggerResult.NoSuchDag missing) {
      throw ApiException.notFound("DAG", missing.dagId());
    }
    TriggerResult.Refused refused = (TriggerResult.Refused) result;
    throw ApiException.badRequest(
        "trigger_refused",
        refused.problems().stream()
            .map(p -> p.field() + ": " + p.message())
            .collect(Collectors.joining(" ")));
  }
}
