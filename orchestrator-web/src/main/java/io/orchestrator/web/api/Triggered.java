package io.orchestrator.web.api;

import io.orchestrator.run.DagRun;
import io.orchestrator.scheduler.TriggerResult;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a trigger's result is over HTTP. */
final class Triggered {
  private Triggered() {}

  static <T> T answer(TriggerResult result, Function<DagRun, T> body) {
    if (result instanceof TriggerResult.Created created) {
      return body.apply(created.run());
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
