package io.orchestrator.localaws.athena.sql.tables;

import io.orchestrator.localaws.athena.sql.writer.SqlWriter;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The engine as one statement sees it. Failures are in Athena's words. */
public interface Session {
  /** Runs a translated query and hands over its rows. */
  <T> T select(SqlWriter sql, RowsFunction<T> use);

  /** Runs a statement that changes something. */
  void execute(SqlWriter sql);

  /** The first column of a query, as numbers; empty when the query does not work. */
  Optional<List<Integer>> numbers(String sql);

  /** Names of the columns that Parquet files have. */
  List<String> parquetColumns(List<Path> files);

  /** What is done with rows while they can be read. */
  interface RowsFunction<T> {
    T apply(ResultSet rows) throws SQLException;
  }
}
