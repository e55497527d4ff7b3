package io.orchestrator.localaws.athena.execution;

import io.orchestrator.localaws.athena.sql.tables.ResultColumn;
import java.util.List;

/**
 * All that is remembered of a query.
 *
 * @param kind DDL, DML or UTILITY
 * @param output the object with the result
 * @param reason why it is in its state; empty: nothing to say
 * @param submitted milliseconds since 1970
 * @param completed the same; 0 until the end
 */
public record QueryRecord(
    String id,
    StartRequest request,
    String kind,
    String output,
    QueryState state,
    String reason,
    long submitted,
    long completed,
    Figures figures,
    List<ResultColumn> columns) {

  /**
   * What it cost.
   *
   * @param scanned bytes of the objects read
   * @param rows changed by the statement; 0 for a select
   */
  public record Figures(long queuedMillis, long engineMillis, long scanned, long rows) {
    static final Figures NONE = new Figures(0, 0, 0, 0);
  }

  public QueryRecord {
    columns = List.copyOf(columns);
  }

  QueryRecord running() {
    return new QueryRecord(
        id, request, kind, output, QueryState.RUNNING, "", submitted, 0, figures, columns);
  }

  QueryRecord succeeded(long now, Figures cost, List<ResultColumn> resultColumns) {
    return new QueryRecord(
        id, request, kind, output, QueryState.SUCCEEDED, "", submitted, now, cost, resultColumns);
  }

  QueryRecord ended(QueryState end, String why, long now, Figures cost) {
    return new QueryRecord(id, request, kind, output, end, why, submitted, now, cost, columns);
  }
}
