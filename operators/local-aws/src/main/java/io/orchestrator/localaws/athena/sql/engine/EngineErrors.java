package io.orchestrator.localaws.athena.sql.engine;

import io.orchestrator.localaws.athena.error.QueryFailedException;
import io.orchestrator.localaws.athena.sql.writer.Failures;
import io.orchestrator.localaws.athena.sql.writer.SqlWriter;
import io.trino.sql.tree.NodeLocation;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the engine complains about, in Athena's words and with the place in the user's statement.
 */
final class EngineErrors {
  private static final NodeLocation START = new NodeLocation(1, 1);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern OURS = Pattern.compile("(?s)((?:[A-Z]+_)+[A-Z]+: .*)");
  private static final Pattern NAMED = Pattern.compile("(?:column named|table) \"([^\"]+)\"");

  private EngineErrors() {}

  static RuntimeException translate(SQLException error, SqlWriter written) {
    String raw = String.valueOf(error.getMessage());
    JsonNode details = details(raw);
    String message = details.path("exception_message").asString(raw);
    String type = details.path("exception_type").asString("");
    if (type.equals("Interrupt") || message.contains("Interrupted")) {
      return new QueryCancelledException();
    }
    Matcher ours = OURS.matcher(message);
    if (ours.find()) {
      return new QueryFailedException(firstLine(ours.group(1)), error);
    }
    NodeLocation place = written.place(details.path("position").asInt(-1)).orElse(START);
    String plain = firstLine(message);
    String subtype = details.path("error_subtype").asString("");
    if (subtype.equals("COLUMN_NOT_FOUND") || message.startsWith("Referenced table")) {
      return Failures.at(
          place, "COLUMN_NOT_FOUND", "Column '" + name(details, message) + "' cannot be resolved");
    }
    if (message.contains("Ambiguous reference to column")) {
      return Failures.at(
          place,
          "AMBIGUOUS_NAME",
          "Column '" + details.path("name").asString(name(details, message)) + "' is ambiguous");
    }
    if (message.contains("must appear in the GROUP BY clause")) {
      return Failures.at(
          place,
          "EXPRESSION_NOT_AGGREGATE",
          "'"
              + name(details, message)
              + "' must be an aggregate expression or appear in GROUP BY clause");
    }
    return new QueryFailedException(coded(type, message, plain, place), error);
  }

  private static String coded(String type, String message, String plain, NodeLocation place) {
    String at = "line " + place.getLineNumber() + ":" + place.getColumnNumber() + ": ";
    if (message.contains("ivision by zero")) {
      return "DIVISION_BY_ZERO: Division by zero";
    }
    if (plain.startsWith("Unknown TimeZone")) {
      return "INVALID_FUNCTION_ARGUMENT: " + plain;
    }
    return switch (type) {
      case "Binder", "Catalog" -> "TYPE_MISMATCH: " + at + plain;
      case "Parser" -> "SYNTAX_ERROR: " + at + plain;
      case "Conversion" -> "INVALID_CAST_ARGUMENT: " + plain;
      case "Out of Range" -> "NUMERIC_VALUE_OUT_OF_RANGE: " + plain;
      case "Invalid Input" -> "INVALID_FUNCTION_ARGUMENT: " + plain;
      case "IO", "Permission" -> "HIVE_CANNOT_OPEN_SPLIT: " + plain;
      default -> "GENERIC_INTERNAL_ERROR: " + plain;
    };
  }

  private static String name(JsonNode details, String message) {
    String name = details.path("name").asString("");
    if (name.isEmpty()) {
      Matcher named = NAMED.matcher(message);
      Matcher quoted = Pattern.compile("\"([^\"]+)\"").matcher(message);
      name = named.find() ? named.group(1) : quoted.find() ? quoted.group(1) : "";
    }
    return name;
  }

  private static JsonNode details(String message) {
    int start = message.indexOf('{');
    try {
      return JSON.readTree(start < 0 ? "{}" : message.substring(start));
    } catch (JacksonException expected) {
      return JSON.createObjectNode();
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }
}
