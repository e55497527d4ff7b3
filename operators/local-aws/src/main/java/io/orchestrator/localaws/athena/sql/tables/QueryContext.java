package io.orchestrator.localaws.athena.sql.tables;

import java.util.List;

/**
 * Where a query runs.
 *
 * @param parameters values of the question marks, as SQL literals
 */
public record QueryContext(
    String queryId, String database, String output, List<String> parameters) {
  public QueryContext {
    parameters = List.copyOf(parameters);
  }
}
