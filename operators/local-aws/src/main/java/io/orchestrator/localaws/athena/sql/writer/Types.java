package io.orchestrator.localaws.athena.sql.writer;

import io.trino.sql.tree.DataType;
import io.trino.sql.tree.DataTypeParameter;
import io.trino.sql.tree.DateTimeDataType;
import io.trino.sql.tree.GenericDataType;
import io.trino.sql.tree.NumericParameter;
import io.trino.sql.tree.RowDataType;
import io.trino.sql.tree.TypeParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The engine's names of types that tables and queries name. */
public final class Types {
  private static final Map<String, String> TRINO =
      Map.ofEntries(
          Map.entry("boolean", "BOOLEAN"),
          Map.entry("tinyint", "TINYINT"),
          Map.entry("smallint", "SMALLINT"),
          Map.entry("integer", "INTEGER"),
          Map.entry("int", "INTEGER"),
          Map.entry("bigint", "BIGINT"),
          Map.entry("real", "FLOAT"),
          Map.entry("float", "FLOAT"),
          Map.entry("double", "DOUBLE"),
          Map.entry("varchar", "VARCHAR"),
          Map.entry("string", "VARCHAR"),
          Map.entry("char", "VARCHAR"),
          Map.entry("varbinary", "BLOB"),
          Map.entry("binary", "BLOB"),
          Map.entry("date", "DATE"),
          Map.entry("timestamp", "TIMESTAMP"),
          Map.entry("json", "JSON"));

  private Types() {}

  /** The engine's type for one declared in a table. */
  public static String ofHive(String type) {
    if (type.startsWith("array<")) {
      return ofHive(inner(type)) + "[]";
    }
    if (type.startsWith("map<")) {
      List<String> parts = parts(inner(type));
      return "MAP(" + ofHive(parts.get(0)) + ", " + ofHive(parts.get(1)) + ")";
    }
    if (type.startsWith("struct<")) {
      List<String> fields = new ArrayList<>();
      for (String part : parts(inner(type))) {
        int colon = part.indexOf(':');
        fields.add(
            SqlWriter.quoted(part.substring(0, colon)) + " " + ofHive(part.substring(colon + 1)));
      }
      return "STRUCT(" + String.join(", ", fields) + ")";
    }
    if (type.equals("decimal")) {
      return "DECIMAL(10,0)";
    }
    if (type.startsWith("decimal(")) {
      return type.toUpperCase(Locale.ROOT);
    }
    return TRINO.getOrDefault(type.replaceAll("\\(.*", ""), "VARCHAR");
  }

  private static String inner(String type) {
    return type.substring(type.indexOf('<') + 1, type.length() - 1);
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<' || c == '(') {
        depth++;
      } else if (c == '>' || c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** The engine's type for one written in a query. */
  static String ofTrino(DataType type) {
    if (type instanceof DateTimeDataType time) {
      String name = time.getType() == DateTimeDataType.Type.TIME ? "TIME" : "TIMESTAMP";
      return time.isWithTimeZone() ? name + " WITH TIME ZONE" : name;
    }
    if (type instanceof RowDataType row) {
      List<String> fields = new ArrayList<>();
      for (RowDataType.Field field : row.getFields()) {
        String name =
            field
                .getName()
                .map(id -> id.getValue().toLowerCase(Locale.ROOT))
                .orElse("field" + fields.size());
        fields.add(SqlWriter.quoted(name) + " " + ofTrino(field.getType()));
      }
      return "STRUCT(" + String.join(", ", fields) + ")";
    }
    if (type instanceof GenericDataType generic) {
      return ofGeneric(generic);
    }
    throw Failures.unsupported(type, "Type " + type);
  }

  private static String ofGeneric(GenericDataType type) {
    String name = name(type);
    List<String> arguments = new ArrayList<>();
    for (DataTypeParameter parameter : type.getArguments()) {
      arguments.add(
          parameter instanceof NumericParameter number
              ? number.getValue()
              : ofTrino(((TypeParameter) parameter).getValue()));
    }
    if (name.equals("array")) {
      return arguments.get(0) + "[]";
    }
    if (name.equals("map")) {
      return "MAP(" + String.join(", ", arguments) + ")";
    }
    if (name.equals("decimal")) {
      return arguments.isEmpty()
          ? "DECIMAL(38,0)"
          : "DECIMAL("
              + arguments.get(0)
              + ","
              + (arguments.size() > 1 ? arguments.get(1) : "0")
              + ")";
    }
    String known = TRINO.get(name);
    if (known == null) {
      throw Failures.at(type, "TYPE_NOT_FOUND", "Unknown type: " + name);
    }
    return known;
  }

  static String name(GenericDataType type) {
    return type.getName().getValue().toLowerCase(Locale.ROOT);
  }
}
