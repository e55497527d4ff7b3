package io.orchestrator.localaws.athena.sql.engine;

import io.orchestrator.localaws.athena.error.QueryFailedException;
import io.orchestrator.localaws.athena.sql.functions.JavaFunctions;
import io.orchestrator.localaws.athena.sql.writer.SqlWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** The engine, in memory, with Trino's functions, fenced into one folder. */
final class DuckDb implements AutoCloseable {
  private final DuckDBConnection root;

  DuckDb(Path folder) throws IOException {
    try {
      root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
      new JavaFunctions(root).register();
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
    try (Statement statement = root.createStatement()) {
      statement.execute(sql);
    }
  }

  DuckDbSession open(Cancellation cancellation) {
    try {
      return new DuckDbSession(root.duplicate(), cancellation);
    } catch (SQLException e) {
      throw new QueryFailedException("GENERIC_INTERNAL_ERROR: " + e.getMessage(), e);
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
