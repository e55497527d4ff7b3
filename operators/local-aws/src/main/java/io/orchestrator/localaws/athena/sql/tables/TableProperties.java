package io.orchestrator.localaws.athena.sql.tables;

import io.orchestrator.localaws.athena.catalog.TableFormat;
import io.orchestrator.localaws.athena.sql.writer.Failures;
import io.orchestrator.localaws.athena.sql.writer.QueryWriter;
import io.trino.sql.tree.Array;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Property;
import io.trino.sql.tree.StringLiteral;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a CREATE TABLE AS says about its table, besides the columns of its query. */
final class TableProperties {
  private final CreateTableAsSelect create;
  private final Map<String, Expression> values = new LinkedHashMap<>();

  TableProperties(CreateTableAsSelect create) {
    this.create = create;
    for (Property property : create.getProperties()) {
      values.put(QueryWriter.name(property.getName()), property.getNonDefaultValue());
    }
  }

  /** Where the objects go: below the query's output when nothing is said. */
  String location(QueryContext context) {
    String output = context.output();
    return text(
        "external_location",
        output + (output.endsWith("/") ? "" : "/") + "tables/" + context.queryId() + "/");
  }

  /** The names of the columns that are partition keys. */
  List<String> keys() {
    return values.get("partitioned_by") instanceof Array array
        ? array.getValues().stream().map(item -> text(item).toLowerCase(Locale.ROOT)).toList()
        : List.of();
  }

  Map<String, String> serde() {
    Expression delimiter = values.get("field_delimiter");
    return delimiter == null ? Map.of() : Map.of("field.delim", text(delimiter));
  }

  TableFormat format() {
    String format = text("format", "PARQUET");
    return switch (format.toUpperCase(Locale.ROOT)) {
      case "PARQUET" -> TableFormat.PARQUET;
      case "TEXTFILE" -> TableFormat.DELIMITED;
      case "JSON" -> TableFormat.JSON;
      default -> throw Failures.unsupported(create, "Format " + format);
    };
  }

  private String text(String property, String otherwise) {
    Expression value = values.get(property);
    return value == null ? otherwise : text(value);
  }

  private static String text(Expression value) {
    if (value instanceof StringLiteral string) {
      return string.getValue();
    }
    throw Failures.at(value, "INVALID_TABLE_PROPERTY", "a text is wanted");
  }
}
