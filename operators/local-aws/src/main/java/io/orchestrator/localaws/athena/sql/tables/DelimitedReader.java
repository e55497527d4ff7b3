package io.orchestrator.localaws.athena.sql.tables;

import io.orchestrator.localaws.athena.catalog.Column;
import io.orchestrator.localaws.athena.catalog.Table;
import io.orchestrator.localaws.athena.catalog.TableFormat;
import io.orchestrator.localaws.athena.error.QueryFailedException;
import io.orchestrator.localaws.athena.sql.writer.SqlWriter;
import io.orchestrator.localaws.athena.sql.writer.Types;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The engine's SQL that reads lines of text: Hive's simple format, and OpenCSV's. */
record DelimitedReader(Table table) {
  private static final Set<String> INTEGERS =
      Set.of("tinyint", "smallint", "int", "integer", "bigint");
  private static final Set<String> TEXTS = Set.of("string", "varchar", "char");

  /** A character that no line has, for a reader that must not split lines. */
  private static final String NOWHERE = "chr(2) || chr(3) || chr(1)";

  private static final String FIELD = "chr(31)";

  /** What to select from; adds what to select. */
  String from(List<Path> files, List<String> items) {
    boolean quoted = table.format() == TableFormat.OPEN_CSV;
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      String field = "\"$f\"[" + (i + 1) + "]";
      items.add(
          (quoted ? strict(column, field, i) : lenient(column, field))
              + " AS "
              + SqlWriter.quoted(column.name()));
    }
    return "(SELECT " + fields(quoted) + " AS \"$f\", filename FROM " + lines(files) + ")";
  }

  private String fields(boolean quoted) {
    String line = "coalesce(line, '')";
    if (quoted) {
      String separator = table.serde().getOrDefault("separatorChar", ",");
      String quote = table.serde().getOrDefault("quoteChar", "\"");
      String escape = table.serde().getOrDefault("escapeChar", "\\");
      return split(line, separator, quote, escape);
    }
    String separator =
        table
            .serde()
            .getOrDefault("field.delim", table.serde().getOrDefault("serialization.format", "\1"));
    String escape = table.serde().getOrDefault("escape.delim", "");
    return escape.isEmpty()
        ? "string_split(" + line + ", " + SqlWriter.literal(separator) + ")"
        : split(line, separator, "", escape);
  }

  private static String split(String line, String separator, String quote, String escape) {
    return "string_split(local_fields(%s, %s, %s, %s), %s)"
        .formatted(
            line,
            SqlWriter.literal(separator),
            SqlWriter.literal(quote),
            SqlWriter.literal(escape),
            FIELD);
  }

  private String lines(List<Path> files) {
    String skip = table.properties().getOrDefault("skip.header.line.count", "0");
    return """
        read_csv(%s, columns = {'line': 'VARCHAR'}, delim = %s, quote = '', escape = '', \
        header = false, auto_detect = false, filename = true, max_line_size = 16777216, skip = %s)"""
        .formatted(TableReader.list(files), NOWHERE, skip.matches("\\d{1,6}") ? skip : "0");
  }

  /** Hive's simple format: what is not of the type is null. */
  private String lenient(Column column, String field) {
    String nullText = table.serde().getOrDefault("serialization.null.format", "\\N");
    String value = "nullif(" + field + ", " + SqlWriter.literal(nullText) + ")";
    String type = column.type().replaceAll("[(<].*", "");
    if (TEXTS.contains(type)) {
      return value;
    }
    if (INTEGERS.contains(type)) {
      return "CASE WHEN regexp_full_match(%s, '[+-]?\\d+') THEN TRY_CAST(%s AS %s) END"
          .formatted(value, value, Types.ofHive(column.type()));
    }
    if (type.equals("array") && TEXTS.contains(column.type().replaceAll("array<(.*)>", "$1"))) {
      String separator = table.serde().getOrDefault("collection.delim", "\2");
      return "string_split(" + value + ", " + SqlWriter.literal(separator) + ")";
    }
    if (Set.of("map", "struct", "array", "binary").contains(type)) {
      throw new QueryFailedException(
          "NOT_SUPPORTED: column %s of type %s in a delimited table is not supported by local Athena"
              .formatted(column.name(), column.type()));
    }
    return "TRY_CAST(" + value + " AS " + Types.ofHive(column.type()) + ")";
  }

  /** OpenCSV: texts as they are, an empty number is null, a wrong one fails the query. */
  private static String strict(Column column, String field, int place) {
    String type = column.type().replaceAll("[(<].*", "");
    if (TEXTS.contains(type)) {
      return field;
    }
    String right =
        switch (type) {
          case "date" -> "regexp_full_match({field}, '-?\\d{1,7}')";
          case "timestamp" -> "regexp_full_match({field}, '-?\\d{1,15}')";
          case "tinyint", "smallint", "int", "integer", "bigint" ->
              "regexp_full_match({field}, '[+-]?\\d+')";
          default -> "TRY_CAST({field} AS {type}) IS NOT NULL";
        };
    String value =
        switch (type) {
          case "date" -> "DATE '1970-01-01' + CAST({field} AS INTEGER)";
          case "timestamp" -> "epoch_ms(CAST({field} AS BIGINT))";
          default -> "TRY_CAST({field} AS {type})";
        };
    String sql =
        """
        CASE WHEN {field} IS NULL OR {field} = '' THEN NULL WHEN {right} THEN {value} ELSE CAST(\
        trino_fail('HIVE_BAD_DATA: Error parsing field value ''' || {field} || ''' for field \
        {place}: For input string: "' || {field} || '"') AS {type}) END""";
    return sql.replace("{right}", right)
        .replace("{value}", value)
        .replace("{place}", String.valueOf(place))
        .replace("{type}", Types.ofHive(column.type()))
        .replace("{field}", field);
  }
}
