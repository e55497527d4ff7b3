package io.orchestrator.store.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The current row of a result, with absent values as null where a column may be absent. */
final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  static OffsetDateTime offset(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  String text(String column) throws SQLException {
    return Objects.requireNonNull(result.getString(column), column);
  }

  @Nullable String textOrNull(String column) throws SQLException {
    return result.getString(column);
  }

  int number(String column) throws SQLException {
    return result.getInt(column);
  }

  @Nullable Integer numberOrNull(String column) throws SQLException {
    int value = result.getInt(column);
    return result.wasNull() ? null : value;
  }

  long big(String column) throws SQLException {
    return result.getLong(column);
  }

  @Nullable Long bigOrNull(String column) throws SQLException {
    long value = result.getLong(column);
    return result.wasNull() ? null : value;
  }

  boolean flag(String column) throws SQLException {
    return result.getBoolean(column);
  }

  UUID uuid(String column) throws SQLException {
    return Objects.requireNonNull(uuidOrNull(column), column);
  }

  @Nullable UUID uuidOrNull(String column) throws SQLException {
    return result.getObject(column, UUID.class);
  }

  Instant instant(String column) throws SQLException {
    return Objects.requireNonNull(instantOrNull(column), column);
  }

  @Nullable Instant instantOrNull(String column) throws SQLException {
    OffsetDateTime value = result.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  List<UUID> uuids(String column) throws SQLException {
    return Arrays.asList((UUID[]) result.getArray(column).getArray());
  }

  List<Long> bigs(String column) throws SQLException {
    return Arrays.asList((Long[]) result.getArray(column).getArray());
  }

  List<String> texts(String column) throws SQLException {
    Array array = result.getArray(column);
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }
}
