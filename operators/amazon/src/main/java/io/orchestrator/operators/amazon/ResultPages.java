package io.orchestrator.operators.amazon;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.Row;

/** The rows of a query, page by page, without the header row that Athena puts first. */
final class ResultPages implements Iterator<List<List<String>>> {
  private static final int PAGE = 1_000;
  private final AthenaClient athena;
  private final String queryId;
  private List<String> columns = List.of();
  private @Nullable String nextToken;
  private boolean first = true;

  ResultPages(AthenaClient athena, String queryId) {
    this.athena = athena;
    this.queryId = queryId;
  }

  /** Column names; known after the first page. */
  List<String> columns() {
    return columns;
  }

  @Override
  public boolean hasNext() {
    return first || nextToken != null;
  }

  @Override
  public List<List<String>> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("query " + queryId + " has no further page");
    }
    String token = nextToken;
    GetQueryResultsResponse page =
        athena.getQueryResults(q -> q.queryExecutionId(queryId).nextToken(token).maxResults(PAGE));
    List<List<String>> rows = page.resultSet().rows().stream().map(ResultPages::texts).toList();
    if (first && page.resultSet().resultSetMetadata() != null) {
      columns =
          page.resultSet().resultSetMetadata().columnInfo().stream().map(ColumnInfo::name).toList();
    }
    boolean header = first && !rows.isEmpty() && rows.get(0).equals(columns);
    first = false;
    nextToken = page.nextToken();
    return header ? rows.subList(1, rows.size()) : rows;
  }

  private static List<String> texts(Row row) {
    return row.data().stream()
        .map(Datum::varCharValue)
        .map(value -> value == null ? "" : value)
        .toList();
  }
}
