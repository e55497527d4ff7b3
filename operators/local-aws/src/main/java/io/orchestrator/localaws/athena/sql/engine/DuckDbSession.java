package io.orchestrator.localaws.athena.sql.engine;

import io.orchestrator.localaws.athena.sql.tables.Session;
import io.orchestrator.localaws.athena.sql.tables.TableReader;
import io.orchestrator.localaws.athena.sql.writer.SqlWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A connection for one query. */
final class DuckDbSession implements AutoCloseable, Session {
  private final Connection connection;
  private final Cancellation cancellation;

  DuckDbSession(Connection connection, Cancellation cancellation) {
    this.connection = connection;
    this.cancellation = cancellation;
  }

  @Override
  public <T> T select(SqlWriter sql, RowsFunction<T> use) {
    // After an error a statement is of no use: each query has its own.
    try (Statement statement = connection.createStatement()) {
      cancellation.watch(statement);
      try (ResultSet rows = statement.executeQuery(sql.sql())) {
        return use.apply(rows);
      } finally {
        cancellation.watch(null);
      }
    } catch (SQLException e) {
      throw EngineErrors.translate(e, sql);
    }
  }

  @Override
  public void execute(SqlWriter sql) {
    try (Statement statement = connection.createStatement()) {
      cancellation.watch(statement);
      try {
        statement.execute(sql.sql());
      } finally {
        cancellation.watch(null);
      }
    } catch (SQLException e) {
      throw EngineErrors.translate(e, sql);
    }
  }

  @Override
  public Optional<List<Integer>> numbers(String sql) {
    List<Integer> numbers = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
      return Optional.of(numbers);
    } catch (SQLException expected) {
      // The condition is wrong or does not stand alone; the query itself will say so or not.
      return Optional.empty();
    }
  }

  @Override
  public List<String> parquetColumns(List<Path> files) {
    SqlWriter sql =
        new SqlWriter()
            .add(
                "DESCRIBE SELECT * FROM read_parquet("
                    + TableReader.list(files)
                    + ", union_by_name = true, hive_partitioning = false)");
    return select(
        sql,
        rows -> {
          List<String> names = new ArrayList<>();
          while (rows.next()) {
            names.add(rows.getString(1));
          }
          return names;
        });
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("could not close a connection of the SQL engine", e);
    }
  }
}
