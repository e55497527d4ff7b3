package io.orchestrator.localaws.athena.sql.tables;

import java.util.List;

/**
 * How a query ended; its rows are in the file it was given.
 *
 * @param scanned bytes of the objects read
 * @param rows changed by a statement that writes; 0 for a select
 */
public record SqlResult(List<ResultColumn> columns, long scanned, long rows) {
  public SqlResult {
    columns = List.copyOf(columns);
  }
}
