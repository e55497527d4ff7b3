package io.orchestrator.testing;

import io.orchestrator.connection.Connection;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.ExecutionApi;
import io.orchestrator.execution.ExecutionApi.TaskFactsReport;
import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.task.TaskLog;
import io.orchestrator.task.TaskPorts;
import io.orchestrator.task.TaskRunner;
import io.orchestrator.timetable.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The world of one attempt in a test: the engine's own execution API, and a clock on which a pause
 * takes no time.
 */
final class TestPorts implements TaskPorts {
  private final World world;
  private final WorkItem item;
  private final TaskLog log;
  private final @Nullable Instant deadline;
  private @Nullable TaskRunner runner;

  TestPorts(World world, WorkItem item, TaskLog log) {
    this.world = world;
    this.item = item;
    this.log = log;
    Duration limit = item.limits().executionTimeout();
    this.deadline = limit == null ? null : world.clock().instant().plus(limit);
  }

  /** Whom to tell when the attempt's time is over. */
  void runBy(TaskRunner taskRunner) {
    this.runner = taskRunner;
  }

  @Override
  public String worker() {
    return World.WORKER;
  }

  @Override
  public InstantSource clock() {
    return world.clock();
  }

  @Override
  public Duration sinceClaim() {
    return Duration.between(item.claimedAt(), world.clock().instant());
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    Instant until = world.clock().instant().plus(duration);
    if (deadline != null && until.isAfter(deadline)) {
      world.clock().advanceTo(deadline);
      if (runner != null) {
        Duration limit = Objects.requireNonNull(item.limits().executionTimeout());
        if (runner.end("execution_timeout of " + Durations.exact(limit) + " is over")) {
          runner.kill();
        }
      }
      throw new InterruptedException("execution_timeout");
    }
    world.clock().advanceTo(until);
  }

  @Override
  public TaskLog log() {
    return log;
  }

  @Override
  public ProcessLauncher processes() {
    return world.launcher(item);
  }

  @Override
  public Optional<String> xcom(String taskId, String key) {
    return world.api().xcom(item.token(), taskId, key);
  }

  @Override
  public Optional<String> variable(String key) {
    return world.api().variable(item.token(), key);
  }

  @Override
  public PreviousSuccess previousSuccess() {
    return world.api().previousSuccess(item.token());
  }

  @Override
  public Optional<Connection> connection(String connectionId) {
    return world.api().connection(item.token(), connectionId);
  }

  @Override
  public void report(TaskFactsReport facts) {
    if (world.api().report(item.token(), facts) == ExecutionApi.Answer.GONE) {
      throw new AttemptGoneException("Task " + item.task().dagId() + "." + item.task().taskId());
    }
  }
}
