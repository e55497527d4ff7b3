package io.orchestrator.localaws.athena.sql;

import io.orchestrator.localaws.athena.error.QueryFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/** The engine, in memory, with Trino's functions, fenced into one folder. */
final class DuckDb implements AutoCloseable {
  private final DuckDBConnection root;

  DuckDb(Path folder) throws IOException {
    try {
      root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
      new JavaFunctions(root).register();
      for (String macro : FunctionTable.resource("macros.sql").split("\n")) {
        execute(macro);
      }
      execute("SET GLOBAL TimeZone = 'UTC'");
      execute("SET GLOBAL integer_division = true");
      execute("SET GLOBAL errors_as_json = true");
      execute("SET autoinstall_known_extensions = false");
      execute("SET autoload_known_extensions = false");
      execute("SET allowed_directories = [" + SqlWriter.literal(folder.toString()) + "]");
      execute("SET enable_external_access = false");
      execute("SET lock_configuration = true");
    } catch (SQLException e) {
      throw new IOException("The SQL engine of local Athena did not start: " + e.getMessage(), e);
    }
  }

  private void execute(String sql) throws SQLException {
    if (sql.isBlank()) {
      return;
    }
    try (Statement statement = root.createStatement()) {
      statement.execute(sql);
    }
  }

  Session open(Cancellation cancellation) {
    try {
      return new Session(root.duplicate(), cancellation);
    } catch (SQLException e) {
      throw new QueryFailedException("GENERIC_INTERNAL_ERROR: " + e.getMessage(), e);
    }
  }

  /** A connection for one query. */
  static final class Session implements AutoCloseable, TableFinder.Engine {
    private final Connection connection;
    private final Cancellation cancellation;

    private Session(Connection connection, Cancellation cancellation) {
      this.connection = connection;
      this.cancellation = cancellation;
    }

    /** Runs a translated query and hands over its rows. */
    <T> T select(SqlWriter sql, SqlEngine.RowsFunction<T> use) {
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

    /** Runs a statement that changes something. */
    void execute(SqlWriter sql) {
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

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw new IllegalStateException("could not close the SQL engine", e);
    }
  }
}
