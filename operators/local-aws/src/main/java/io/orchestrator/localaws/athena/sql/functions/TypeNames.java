package io.orchestrator.localaws.athena.sql.functions;

import java.util.Locale;
import java.util.Map;

/** Athena's and Hive's names of the engine's types. */
public final class TypeNames {
  private static final Map<String, String> SHOWN =
      Map.ofEntries(
          Map.entry("HUGEINT", "bigint"),
          Map.entry("UBIGINT", "bigint"),
          Map.entry("UINTEGER", "bigint"),
          Map.entry("BLOB", "varbinary"),
          Map.entry("INTERVAL", "interval day to second"),
          Map.entry("\"NULL\"", "unknown"),
          Map.entry("NULL", "unknown"));

  private TypeNames() {}

  /** Athena's name of an engine's type, as results and DESCRIBE show it. */
  public static String shown(String engineType) {
    String known = SHOWN.get(engineType);
    if (known != null) {
      return known;
    }
    if (engineType.endsWith("[]")) {
      return "array";
    }
    if (engineType.startsWith("STRUCT(\"$instant\"")) {
      return "timestamp with time zone";
    }
    if (engineType.startsWith("STRUCT(") || engineType.startsWith("TUPLE(")) {
      return "row";
    }
    if (engineType.startsWith("MAP(")) {
      return "map";
    }
    return engineType.toLowerCase(Locale.ROOT);
  }

  /** Hive's name of an engine's type, for a table made from a query. */
  public static String hive(String engineType) {
    if (engineType.endsWith("[]")) {
      return "array<" + hive(engineType.substring(0, engineType.length() - 2)) + ">";
    }
    String shown = shown(engineType);
    return switch (shown) {
      case "integer" -> "int";
      case "varchar", "json", "unknown" -> "string";
      case "varbinary" -> "binary";
      case "timestamp with time zone" -> "timestamp";
      default -> shown;
    };
  }
}
