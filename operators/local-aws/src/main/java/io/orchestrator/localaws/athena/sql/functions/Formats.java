package io.orchestrator.localaws.athena.sql.functions;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Trino's {@code format}, which is Java's. */
final class Formats {
  private Formats() {}

  /**
   * @param types the engine's types of the values
   * @param values their texts, null for null
   */
  static String format(String pattern, List<String> types, List<@Nullable String> values) {
    @Nullable Object[] arguments = new Object[types.size()];
    for (int i = 0; i < arguments.length; i++) {
      String value = values.get(i);
      arguments[i] = value == null ? null : value(types.get(i), value);
    }
    try {
      return String.format(Locale.ENGLISH, pattern, arguments);
    } catch (IllegalFormatException e) {
      throw new IllegalArgumentException(
          "INVALID_FUNCTION_ARGUMENT: Invalid format string: " + pattern, e);
    }
  }

  private static Object value(String type, String value) {
    if (type.startsWith("DECIMAL")) {
      return new BigDecimal(value);
    }
    return switch (type) {
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> Long.valueOf(value);
      case "FLOAT", "DOUBLE" -> Double.valueOf(value);
      case "BOOLEAN" -> Boolean.valueOf(value);
      case "DATE" -> LocalDate.parse(value);
      case "TIMESTAMP" -> LocalDateTime.parse(value.replace(' ', 'T'));
      default -> value;
    };
  }
}
