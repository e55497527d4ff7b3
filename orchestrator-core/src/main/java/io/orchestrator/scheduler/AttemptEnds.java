package io.orchestrator.scheduler;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.RetryPolicy;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.AttemptEnd;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RetryDelay;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.store.ReactionTransaction;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules by which the attempts of some tasks end; their runs are read once for all. */
final class AttemptEnds {
  private final ReactionTransaction tx;
  private final Map<Long, DagRun> runs;

  AttemptEnds(ReactionTransaction tx, Collection<TaskInstance> tasks) {
    this.tx = tx;
    this.runs =
        tasks.isEmpty()
            ? Map.of()
            : tx.runs().find(tasks.stream().map(TaskInstance::runPk).distinct().toList()).stream()
                .collect(Collectors.toMap(DagRun::id, Function.identity()));
  }

  AttemptEnd of(TaskInstance task) {
    Optional<DagRun> run = run(task);
    RetryPolicy retry =
        run.flatMap(this::dag)
            .flatMap(dag -> dag.task(task.taskId()))
            .map(TaskModel::retry)
            .orElse(RetryPolicy.DEFAULT);
    var subject =
        new RetryDelay.Subject(
            run.map(DagRun::dagId).orElse(""),
            task.taskId(),
            run.map(DagRun::logicalDate).orElse(null));
    return new AttemptEnd(retry, subject, tx.now());
  }

  Optional<DagRun> run(TaskInstance task) {
    return Optional.ofNullable(runs.get(task.runPk()));
  }

  /** Empty when its version cannot be read. */
  Optional<CompiledDag> dag(DagRun run) {
    return tx.dags()
        .version(run.dagVersionId())
        .filter(version -> version.problem() == null)
        .map(version -> tx.runs().dag(version.id()));
  }
}
