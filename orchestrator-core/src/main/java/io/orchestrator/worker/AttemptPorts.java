package io.orchestrator.worker;

import io.orchestrator.connection.Connection;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.TaskFactsReport;
import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.http.Waits;
import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.task.TaskLog;
import io.orchestrator.task.TaskPorts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The world of one attempt on a worker.
 *
 * @param claimedAt when the claim was answered, by {@link Waits#nanos}
 * @param whenGone called when an answer shows that the attempt is no longer ours
 */
record AttemptPorts(
    WorkItem item,
    long claimedAt,
    String worker,
    Surroundings around,
    TaskLog log,
    ProcessLauncher processes,
    Runnable whenGone)
    implements TaskPorts {

  @Override
  public InstantSource clock() {
    return around.clock();
  }

  @Override
  public Duration sinceClaim() {
    return Duration.ofNanos(around.waits().nanos() - claimedAt);
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    around.waits().pause(duration);
  }

  @Override
  public Optional<String> xcom(String taskId, String key) {
    return lookedUp(() -> around.api().xcom(item.token(), taskId, key));
  }

  @Override
  public Optional<String> variable(String key) {
    return lookedUp(() -> around.api().variable(item.token(), key));
  }

  @Override
  public PreviousSuccess previousSuccess() {
    return lookedUp(() -> around.api().previousSuccess(item.token()));
  }

  @Override
  public Optional<Connection> connection(String connectionId) {
    return lookedUp(() -> around.api().connection(item.token(), connectionId));
  }

  private <T> T lookedUp(Supplier<T> question) {
    try {
      return question.get();
    } catch (AttemptGoneException e) {
      whenGone.run();
      throw e;
    }
  }

  @Override
  public void report(TaskFactsReport facts) {
    if (around.api().report(item.token(), facts) == Answer.GONE) {
      whenGone.run();
      throw new AttemptGoneException("Task " + item.task().dagId() + "." + item.task().taskId());
    }
  }
}
