package io.orchestrator.operators.amazon;

import java.util.List;

/**
 * What an Athena query answered.
 *
 * @param columns names in order; empty for statements without a result
 * @param rows at most {@link AthenaOperator#maxRows}; each value as text, absent as an empty text
 * @param truncated whether there are more rows in {@code outputLocation}
 * @param scannedBytes bytes read from S3
 * @param runMillis time the engine took
 * @param outputLocation the result file
 */
public record AthenaResult(
    String queryId,
    List<String> columns,
    List<List<String>> rows,
    boolean truncated,
    long scannedBytes,
    long runMillis,
    String outputLocation) {
  public AthenaResult {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * A value by row and column name.
   *
   * @throws IllegalArgumentException when there is no such column or row
   */
  public String value(int row, String column) {
    int index = columns.indexOf(column);
    if (index < 0 || row >= rows.size()) {
      throw new IllegalArgumentException(
          "Query %s has no row %s with column %s, only %s rows of %s."
              .formatted(queryId, row, column, rows.size(), columns));
    }
    return rows.get(row).get(index);
  }

  /** A whole number by row and column name. */
  public long number(int row, String column) {
    return Long.parseLong(value(row, column));
  }
}
