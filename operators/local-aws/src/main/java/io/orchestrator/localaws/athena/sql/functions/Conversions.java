package io.orchestrator.localaws.athena.sql.functions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Conversions between texts and numbers by Trino's rules, of values in the engine's text form. */
final class Conversions {
  private Conversions() {}

  /** A value as text: doubles as Java writes them, times with milliseconds. */
  static @Nullable String text(String type, String value) {
    if (type.equals("DOUBLE")) {
      return switch (value) {
        case "nan" -> "NaN";
        case "inf" -> "Infinity";
        case "-inf" -> "-Infinity";
        default -> Double.toString(Double.parseDouble(value));
      };
    }
    if (type.equals("JSON")) {
      return Jsons.text(value);
    }
    if (type.startsWith("STRUCT(\"$instant\"")) {
      throw new IllegalArgumentException(
          "NOT_SUPPORTED: A time with a zone from a subquery as text; write AT TIME ZONE in the"
              + " cast");
    }
    if (type.equals("TIMESTAMP")) {
      return millis(value);
    }
    if (type.equals("TIMESTAMP WITH TIME ZONE")) {
      return millis(value.replaceFirst("\\+00(:00)?$", "")) + " UTC";
    }
    return value;
  }

  private static String millis(String time) {
    int dot = time.indexOf('.');
    String whole = dot < 0 ? time : time.substring(0, dot);
    String fraction = (dot < 0 ? "" : time.substring(dot + 1)) + "000";
    return whole + "." + fraction.substring(0, 3);
  }

  /** A whole number: halves away from zero, texts only when they are one. */
  static long integer(String type, String value, String target) {
    try {
      return switch (type) {
        case "VARCHAR" -> Long.parseLong(value);
        case "BOOLEAN" -> value.equals("true") ? 1 : 0;
        case "JSON" -> Long.parseLong(value.replace("\"", ""));
        default -> new BigDecimal(value).setScale(0, RoundingMode.HALF_UP).longValueExact();
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "INVALID_CAST_ARGUMENT: Cannot cast '" + value + "' to " + target, e);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "NUMERIC_VALUE_OUT_OF_RANGE: Out of range for " + target + ": " + value, e);
    }
  }
}
