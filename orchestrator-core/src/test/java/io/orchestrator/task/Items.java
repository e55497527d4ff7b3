package io.orchestrator.task;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.timetable.DataInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Work items for tests. */
public final class Items {
  public static final UUID INSTANCE = new UUID(7, 7);
  static final Instant CLAIM = Instant.parse("2026-01-02T00:00:00Z");
  private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

  private Items() {}

  public static WorkItem of(Dag dag, String taskId) {
    return of(dag, taskId, Map.of(), null);
  }

  static WorkItem of(Dag dag, String taskId, Map<String, Object> conf) {
    return of(dag, taskId, conf, null);
  }

  static WorkItem poked(Dag dag, String taskId, Instant firstPoke) {
    return of(dag, taskId, Map.of(), firstPoke);
  }

  private static WorkItem of(
      Dag dag, String taskId, Map<String, Object> conf, @Nullable Instant firstPoke) {
    Duration most = dag.model().task(taskId).orElseThrow().limits().executionTimeout();
    return of(dag.model().dagId(), dag.structureHash(), taskId, conf, firstPoke, most);
  }

  static WorkItem of(String dagId, String structureHash, String taskId) {
    return of(dagId, structureHash, taskId, Map.of(), null, null);
  }

  private static WorkItem of(
      String dagId,
      String structureHash,
      String taskId,
      Map<String, Object> conf,
      @Nullable Instant firstPoke,
      @Nullable Duration executionTimeout) {
    return new WorkItem(
        new AttemptToken(INSTANCE, new UUID(1, 1)),
        new WorkItem.Task(dagId, "manual__1", taskId, -1, 2),
        new WorkItem.Version(new UUID(9, 9), structureHash, "0"),
        new WorkItem.Run(DAY, new DataInterval(DAY, DAY.plus(Duration.ofDays(1))), conf),
        new WorkItem.Begun(null, 2, firstPoke),
        CLAIM,
        new WorkItem.Limits(3, executionTimeout, Duration.ofSeconds(30)));
  }

  /** An item as the worker's tests claim it. */
  public static WorkItem claimed(
      String dagId,
      String structureHash,
      String taskId,
      long epoch,
      @Nullable Duration timeout,
      Duration lease) {
    WorkItem base = of(dagId, structureHash, taskId);
    return new WorkItem(
        new AttemptToken(new UUID(7, epoch), new UUID(1, epoch)),
        base.task(),
        base.version(),
        base.run(),
        base.begun(),
        CLAIM,
        new WorkItem.Limits(base.limits().maxTries(), timeout, lease));
  }
}
