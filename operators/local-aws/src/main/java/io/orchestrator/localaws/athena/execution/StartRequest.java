package io.orchestrator.localaws.athena.execution;

import java.util.List;

/**
 * What StartQueryExecution asked.
 *
 * @param token the idempotency token; empty: none was given
 * @param output {@code s3://} prefix for the result
 * @param parameters values of the question marks, as SQL literals
 */
public record StartRequest(
    String sql,
    String token,
    String database,
    String workgroup,
    String output,
    List<String> parameters) {
  public StartRequest {
    parameters = List.copyOf(parameters);
  }
}
