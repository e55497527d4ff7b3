package io.orchestrator.web.ui.parts;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.WaitReason;
import io.orchestrator.web.ui.text.Links;
import java.util.List;
import java.util.Map;

/** Where a wait can be resolved. */
final class WhyLinks {
  private static final int MOST = 3;

  private WhyLinks() {}

  static List<LinkView> of(WaitReason reason, DagRun run) {
    if (reason instanceof WaitReason.UpstreamNotDone upstream) {
      return upstream.upstreams().entrySet().stream()
          .filter(e -> waits(e.getKey()))
          .map(Map.Entry::getValue)
          .flatMap(List::stream)
          .limit(MOST)
          .map(id -> task(run.dagId(), run.runId(), id))
          .toList();
    }
    if (reason instanceof WaitReason.PreviousRun previous) {
      return List.of(task(run.dagId(), previous.runId(), previous.taskId()));
    }
    if (reason instanceof WaitReason.PreviousRunDownstream previous) {
      return List.of(task(run.dagId(), previous.runId(), previous.taskId()));
    }
    if (reason instanceof WaitReason.PoolFull pool) {
      return List.of(pool("Change pool " + pool.pool(), pool.pool()));
    }
    if (reason instanceof WaitReason.PoolTooSmall pool) {
      return List.of(pool("Give " + pool.pool() + " more slots", pool.pool()));
    }
    if (reason instanceof WaitReason.PoolMissing) {
      return List.of(pool("Add a pool", ""));
    }
    return rest(reason, run);
  }

  private static List<LinkView> rest(WaitReason reason, DagRun run) {
    if (reason instanceof WaitReason.RunLimit limit) {
      return limit.runIds().stream()
          .limit(MOST)
          .map(id -> new LinkView("Open " + id, Links.run(run.dagId(), id)))
          .toList();
    }
    if (reason instanceof WaitReason.WaitsForWorker
        || reason instanceof WaitReason.NoFreeWorker
        || reason instanceof WaitReason.NoWorkerForQueue) {
      return List.of(new LinkView("See who works", "/#health-parts"));
    }
    boolean dag =
        reason instanceof WaitReason.DagPaused
            || reason instanceof WaitReason.RunTaskLimit
            || reason instanceof WaitReason.TaskLimitAcrossRuns
            || reason instanceof WaitReason.TaskLimitInRun;
    return dag ? List.of(new LinkView("Open " + run.dagId(), Links.dag(run.dagId()))) : List.of();
  }

  private static boolean waits(TaskState state) {
    return !state.finished();
  }

  private static LinkView task(String dagId, String runId, String taskId) {
    return new LinkView("Open " + taskId, Links.task(dagId, runId, taskId, -1));
  }

  private static LinkView pool(String text, String name) {
    return new LinkView(text, "/pools?edit=" + Links.value(name));
  }
}
