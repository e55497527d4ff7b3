package io.orchestrator.operators.amazon;

import io.orchestrator.operator.Poll;
import io.orchestrator.operator.Sensor;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskFailedException;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;

/**
 * Waits for the end of a query that somebody else started, with 10 s between pokes unless said. The
 * result is the query id.
 */
public final class AthenaSensor implements Sensor<String> {
  private final String queryId;
  private final String connectionId;

  private AthenaSensor(String queryId, String connectionId) {
    this.queryId = queryId;
    this.connectionId = connectionId;
  }

  /** Waits for a query id, a template such as <code>{{ xcom('start').queryId }}</code>. */
  public static AthenaSensor of(String queryId) {
    return new AthenaSensor(queryId, Aws.DEFAULT_CONNECTION);
  }

  /** Another connection than {@code aws_default}. */
  public AthenaSensor connection(String id) {
    return new AthenaSensor(queryId, id);
  }

  @Override
  public Poll<String> poke(TaskContext context) {
    String id = context.rendered("query_id");
    QueryExecutionStatus status =
        Aws.athena(context, connectionId)
            .getQueryExecution(q -> q.queryExecutionId(id))
            .queryExecution()
            .status();
    return switch (status.state()) {
      case SUCCEEDED -> Poll.ready(id);
      case FAILED, CANCELLED ->
          throw new TaskFailedException(
              "Athena query %s ended %s: %s"
                  .formatted(id, status.state(), status.stateChangeReason()));
      case QUEUED, RUNNING, UNKNOWN_TO_SDK_VERSION ->
          Poll.notYet("Athena query " + id + " is " + status.state());
    };
  }

  @Override
  public Map<String, String> templates() {
    return Map.of("query_id", queryId);
  }

  @Override
  public Duration pokeInterval() {
    return Duration.ofSeconds(10);
  }
}
