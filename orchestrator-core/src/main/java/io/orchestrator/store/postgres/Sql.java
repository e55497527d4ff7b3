package io.orchestrator.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on the connection of one transaction. Not for two threads. */
final class Sql {
  private final Connection connection;
  private final Instant now;

  Sql(Connection connection, Instant now) {
    this.connection = connection;
    this.now = now;
  }

  /** Reads one row into a value. */
  @FunctionalInterface
  interface Mapper<T> {
    T map(Row row) throws SQLException;
  }

  /** An array parameter of the named SQL type. */
  record ArrayOf(String type, List<? extends @Nullable Object> values) {}

  /** The moment the transaction began, by the database. */
  Instant now() {
    return now;
  }

  <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... args) {
    try (PreparedStatement statement = prepare(sql, args);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      Row row = new Row(result);
      while (result.next()) {
        rows.add(mapper.map(row));
      }
      return rows;
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... args) {
    List<T> rows = list(sql, mapper, args);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
  }

  /** Returns how many rows were changed. */
  int update(String sql, @Nullable Object... args) {
    try (PreparedStatement statement = prepare(sql, args)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** Runs a query for its effect. */
  void call(String sql, @Nullable Object... args) {
    try (PreparedStatement statement = prepare(sql, args)) {
      statement.execute();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  static ArrayOf texts(Collection<? extends @Nullable String> values) {
    return new ArrayOf("text", new ArrayList<@Nullable Object>(values));
  }

  static ArrayOf array(String type, Collection<? extends @Nullable Object> values) {
    return new ArrayOf(type, new ArrayList<@Nullable Object>(values));
  }

  private PreparedStatement prepare(String sql, @Nullable Object... args) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < args.length; i++) {
        bind(statement, i + 1, args[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value instanceof Instant moment) {
      statement.setObject(index, Row.offset(moment));
    } else if (value instanceof ArrayOf array) {
      Object[] items = array.values().stream().map(Sql::item).toArray();
      statement.setArray(index, connection.createArrayOf(array.type(), items));
    } else {
      statement.setObject(index, value);
    }
  }

  private static @Nullable Object item(@Nullable Object value) {
    return value instanceof Instant moment ? moment.toString() : value;
  }
}
