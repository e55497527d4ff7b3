package io.orchestrator.localaws.athena.sql.functions;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Registers the functions that the engine lacks or has otherwise, written in Java. */
public final class JavaFunctions {
  private static final DuckDBColumnType TEXT = DuckDBColumnType.VARCHAR;
  private static final DuckDBColumnType NUMBER = DuckDBColumnType.INTEGER;
  private static final DuckDBColumnType TIME = DuckDBColumnType.TIMESTAMP;

  private final Connection connection;

  public JavaFunctions(Connection connection) {
    this.connection = connection;
  }

  /** A function of one row's values, none of them null; null is an answer. */
  interface Row {
    @Nullable Object apply(Object[] values);
  }

  public void register() throws SQLException {
    texts();
    regexps();
    jsons();
    times();
    try (Statement statement = connection.createStatement()) {
      for (String macro : FunctionTable.resource("macros.sql").split("\n")) {
        if (!macro.isBlank()) {
          statement.execute(macro);
        }
      }
    }
  }

  private void texts() throws SQLException {
    text("trino_fail", v -> fail((String) v[0]), TEXT);
    text("trino_text_of", v -> Conversions.text((String) v[0], (String) v[1]), TEXT, TEXT);
    register(
        "trino_integer_of",
        DuckDBColumnType.BIGINT,
        v -> Conversions.integer((String) v[0], (String) v[1], (String) v[2]),
        TEXT,
        TEXT,
        TEXT);
    text(
        "trino_format",
        v -> Formats.format((String) v[0], Jsons.texts((String) v[1]), Jsons.texts((String) v[2])),
        TEXT,
        TEXT,
        TEXT);
    text(
        "trino_split",
        v -> Texts.split((String) v[0], (String) v[1], (Integer) v[2]),
        TEXT,
        TEXT,
        NUMBER);
    register(
        "trino_strpos",
        DuckDBColumnType.BIGINT,
        v -> Texts.place((String) v[0], (String) v[1], (Integer) v[2]),
        TEXT,
        TEXT,
        NUMBER);
    text("trino_typeof", v -> TypeNames.shown((String) v[0]), TEXT);
    text("trino_url_part", v -> Urls.part((String) v[0], (String) v[1]), TEXT, TEXT);
    text("trino_url_parameter", v -> Urls.parameter((String) v[0], (String) v[1]), TEXT, TEXT);
    text("trino_url_encode", v -> Urls.encode((String) v[0]), TEXT);
    text("trino_url_decode", v -> Urls.decode((String) v[0]), TEXT);
    text(
        "local_fields",
        v -> LineFields.split((String) v[0], (String) v[1], (String) v[2], (String) v[3]),
        TEXT,
        TEXT,
        TEXT,
        TEXT);
  }

  private void regexps() throws SQLException {
    register(
        "trino_regexp_like",
        DuckDBColumnType.BOOLEAN,
        v -> Regexps.pattern(v[1]).matcher((String) v[0]).find(),
        TEXT,
        TEXT);
    text(
        "trino_regexp_extract",
        v -> Regexps.extract((String) v[0], (String) v[1], (Integer) v[2]),
        TEXT,
        TEXT,
        NUMBER);
    text(
        "trino_regexp_extract_all",
        v -> Regexps.extractAll((String) v[0], (String) v[1], (Integer) v[2]),
        TEXT,
        TEXT,
        NUMBER);
    text(
        "trino_regexp_replace",
        v -> Regexps.replace((String) v[0], (String) v[1], (String) v[2]),
        TEXT,
        TEXT,
        TEXT);
    text("trino_regexp_split", v -> Regexps.split((String) v[0], (String) v[1]), TEXT, TEXT);
    register(
        "trino_regexp_position",
        DuckDBColumnType.BIGINT,
        v -> Regexps.place((String) v[0], (String) v[1]),
        TEXT,
        TEXT);
    register(
        "trino_regexp_count",
        DuckDBColumnType.BIGINT,
        v -> Regexps.pattern(v[1]).matcher((String) v[0]).results().count(),
        TEXT,
        TEXT);
  }

  private void jsons() throws SQLException {
    text("trino_json_parse", v -> Jsons.parse((String) v[0]), TEXT);
    text("trino_json_extract", v -> Jsons.extract((String) v[0], (String) v[1]), TEXT, TEXT);
    text("trino_json_extract_scalar", v -> Jsons.scalar((String) v[0], (String) v[1]), TEXT, TEXT);
    register(
        "trino_json_array_length", DuckDBColumnType.BIGINT, v -> Jsons.length((String) v[0]), TEXT);
    register(
        "trino_json_size",
        DuckDBColumnType.BIGINT,
        v -> Jsons.size((String) v[0], (String) v[1]),
        TEXT,
        TEXT);
  }

  private void times() throws SQLException {
    register(
        "trino_date_parse", TIME, v -> Times.mysqlParse((String) v[0], (String) v[1]), TEXT, TEXT);
    text(
        "trino_date_format",
        v -> Times.mysqlFormat((LocalDateTime) v[0], (String) v[1]),
        TIME,
        TEXT);
    register(
        "trino_parse_datetime_utc",
        TIME,
        v -> Times.jodaParse((String) v[0], (String) v[1]),
        TEXT,
        TEXT);
    text(
        "trino_format_datetime",
        v -> Times.jodaFormat((LocalDateTime) v[0], (String) v[1]),
        TIME,
        TEXT);
    register("trino_iso8601_utc", TIME, v -> Times.iso((String) v[0]), TEXT);
  }

  private static String fail(String reason) {
    throw new IllegalArgumentException(reason);
  }

  private void text(String name, Row row, DuckDBColumnType... parameters) throws SQLException {
    register(name, DuckDBColumnType.VARCHAR, row, parameters);
  }

  private void register(
      String name, DuckDBColumnType returns, Row row, DuckDBColumnType... parameters)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(name)
          .withParameters(parameters)
          .withReturnType(returns)
          .withVectorizedFunction((in, out) -> apply(row, parameters, returns, in, out))
          .register(connection);
    }
  }

  private static void apply(
      Row row,
      DuckDBColumnType[] parameters,
      DuckDBColumnType returns,
      DuckDBDataChunkReader in,
      DuckDBWritableVector out) {
    DuckDBReadableVector[] vectors = new DuckDBReadableVector[parameters.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = in.vector(i);
    }
    Object[] values = new Object[parameters.length];
    for (long at = 0; at < in.rowCount(); at++) {
      boolean whole = true;
      for (int i = 0; i < vectors.length && whole; i++) {
        whole = !vectors[i].isNull(at);
        if (whole) {
          values[i] = value(vectors[i], parameters[i], at);
        }
      }
      Object result = whole ? row.apply(values) : null;
      if (result == null) {
        out.setNull(at);
      } else {
        set(out, returns, at, result);
      }
    }
  }

  private static Object value(DuckDBReadableVector vector, DuckDBColumnType type, long at) {
    return switch (type) {
      case VARCHAR -> vector.getString(at);
      case INTEGER -> vector.getInt(at);
      case TIMESTAMP -> vector.getLocalDateTime(at);
      default -> throw new IllegalStateException("no such parameter: " + type);
    };
  }

  private static void set(DuckDBWritableVector out, DuckDBColumnType type, long at, Object result) {
    switch (type) {
      case VARCHAR -> out.setString(at, (String) result);
      case BOOLEAN -> out.setBoolean(at, (Boolean) result);
      case BIGINT -> out.setLong(at, (Long) result);
      case TIMESTAMP -> out.setTimestamp(at, (LocalDateTime) result);
      default -> throw new IllegalStateException("no such result: " + type);
    }
  }
}
