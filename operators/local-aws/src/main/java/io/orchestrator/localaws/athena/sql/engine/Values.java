package io.orchestrator.localaws.athena.sql.engine;

import io.orchestrator.localaws.athena.error.QueryFailedException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** Values of a result as Athena writes them. */
final class Values {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  private Values() {}

  /** Null for null. */
  static @Nullable String text(@Nullable Object value) throws SQLException {
    if (value == null) {
      return null;
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof java.sql.Timestamp time) {
      return time.toLocalDateTime().format(TIME);
    }
    if (value instanceof LocalDateTime time) {
      return time.format(TIME);
    }
    if (value instanceof OffsetDateTime time) {
      return time.withOffsetSameInstant(ZoneOffset.UTC).format(TIME) + " UTC";
    }
    if (value instanceof Array array) {
      return list((Object[]) array.getArray());
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Struct struct) {
      return struct(struct);
    }
    if (value instanceof Blob blob) {
      return bytes(blob.getBytes(1, (int) blob.length()));
    }
    return value.toString();
  }

  private static String list(@Nullable Object[] values) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(String.valueOf(text(value)));
    }
    return "[" + String.join(", ", texts) + "]";
  }

  private static String map(Map<?, ?> map) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      texts.add(text(entry.getKey()) + "=" + text(entry.getValue()));
    }
    return "{" + String.join(", ", texts) + "}";
  }

  private static String struct(Struct struct) throws SQLException {
    if (struct instanceof DuckDBStruct named) {
      if (named.getMap().get("$instant") instanceof OffsetDateTime instant) {
        return zoned(instant, String.valueOf(named.getMap().get("$zone")));
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      // A row without names has the engine's names, counted from 1; Athena counts from 0.
      named
          .getMap()
          .forEach(
              (name, value) ->
                  fields.put(
                      name.matches("element\\d+")
                          ? "field" + (Integer.parseInt(name.substring("element".length())) - 1)
                          : name,
                      value));
      return map(fields);
    }
    return list(struct.getAttributes());
  }

  private static String zoned(OffsetDateTime instant, String zone) {
    try {
      return instant.atZoneSameInstant(ZoneId.of(zone)).format(TIME) + " " + zone;
    } catch (DateTimeException e) {
      throw new QueryFailedException(
          "INVALID_FUNCTION_ARGUMENT: '" + zone + "' is not a valid time zone", e);
    }
  }

  /** Bytes in hexadecimal, as Athena shows them: pairs with blanks between. */
  private static String bytes(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }
}
