package io.orchestrator.localaws.athena.sql;

import io.orchestrator.localaws.athena.catalog.Column;
import io.orchestrator.localaws.athena.catalog.Table;
import io.orchestrator.localaws.athena.catalog.TableFormat;
import io.orchestrator.localaws.athena.error.QueryFailedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The engine's SQL that reads the objects of one table as its row format says. */
final class TableReader {
  /** The text of a partition key that is null. */
  static final String NULL_KEY = "'__HIVE_DEFAULT_PARTITION__'";

  private static final Set<String> INTEGERS =
      Set.of("tinyint", "smallint", "int", "integer", "bigint");
  private static final Set<String> TEXTS = Set.of("string", "varchar", "char");

  /** A sign that no line has, for a reader that must not cut lines. */
  private static final String NOWHERE = "chr(2) || chr(3) || chr(1)";

  private static final String FIELD = "chr(31)";

  /** An object, and the values of the partition it is in. */
  record Source(Path file, List<String> keys) {}

  private final Table table;
  private final TableFinder.Engine engine;

  TableReader(Table table, TableFinder.Engine engine) {
    this.table = table;
    this.engine = engine;
  }

  String sql(List<Source> sources) {
    if (sources.isEmpty()) {
      return "SELECT "
          + table.allColumns().stream()
              .map(
                  c ->
                      "CAST(NULL AS "
                          + Types.ofHive(c.type())
                          + ") AS "
                          + SqlWriter.quoted(c.name()))
              .collect(Collectors.joining(", "))
          + " WHERE false";
    }
    List<String> items = new ArrayList<>();
    List<Path> files = sources.stream().map(Source::file).toList();
    String from =
        switch (table.format()) {
          case DELIMITED, OPEN_CSV -> delimited(files, items);
          case JSON -> json(files, items);
          case PARQUET -> parquet(files, items);
          case VIEW -> throw new IllegalStateException("a view has no objects");
        };
    for (int i = 0; i < table.keys().size(); i++) {
      Column column = table.keys().get(i);
      items.add(key(column, partitionValue(sources, i)) + " AS " + SqlWriter.quoted(column.name()));
    }
    return "SELECT " + String.join(", ", items) + " FROM " + from;
  }

  /** A partition key's text as a value of its type; Hive has a name for null. */
  static String key(Column column, String text) {
    return "CAST(nullif(" + text + ", " + NULL_KEY + ") AS " + Types.ofHive(column.type()) + ")";
  }

  private static String partitionValue(List<Source> sources, int key) {
    String first = sources.get(0).keys().get(key);
    if (sources.stream().allMatch(source -> source.keys().get(key).equals(first))) {
      return SqlWriter.literal(first);
    }
    String files =
        sources.stream()
            .map(source -> SqlWriter.literal(source.file().toString()))
            .collect(Collectors.joining(", "));
    String values =
        sources.stream()
            .map(source -> SqlWriter.literal(source.keys().get(key)))
            .collect(Collectors.joining(", "));
    return "map([" + files + "], [" + values + "])[\"filename\"]";
  }

  private String delimited(List<Path> files, List<String> items) {
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
    return "string_split(local_fields("
        + line
        + ", "
        + SqlWriter.literal(separator)
        + ", "
        + SqlWriter.literal(quote)
        + ", "
        + SqlWriter.literal(escape)
        + "), "
        + FIELD
        + ")";
  }

  private String lines(List<Path> files) {
    String skip = table.properties().getOrDefault("skip.header.line.count", "0");
    return "read_csv("
        + list(files)
        + ", columns = {'line': 'VARCHAR'}, delim = "
        + NOWHERE
        + ", quote = '', escape = '', header = false, auto_detect = false, filename = true,"
        + " max_line_size = 16777216, skip = "
        + (skip.matches("\\d{1,6}") ? skip : "0")
        + ")";
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
      return "CASE WHEN regexp_full_match("
          + value
          + ", '[+-]?\\d+') THEN TRY_CAST("
          + value
          + " AS "
          + Types.ofHive(column.type())
          + ") END";
    }
    if (type.equals("array") && TEXTS.contains(column.type().replaceAll("array<(.*)>", "$1"))) {
      String separator = table.serde().getOrDefault("collection.delim", "\2");
      return "string_split(" + value + ", " + SqlWriter.literal(separator) + ")";
    }
    if (Set.of("map", "struct", "array", "binary").contains(type)) {
      throw new QueryFailedException(
          "NOT_SUPPORTED: column "
              + column.name()
              + " of type "
              + column.type()
              + " in a delimited table is not supported by local Athena");
    }
    return "TRY_CAST(" + value + " AS " + Types.ofHive(column.type()) + ")";
  }

  /** OpenCSV: texts as they are, an empty number is null, a wrong one fails the query. */
  private String strict(Column column, String field, int place) {
    String type = column.type().replaceAll("[(<].*", "");
    if (TEXTS.contains(type)) {
      return field;
    }
    String bad =
        "trino_fail('HIVE_BAD_DATA: Error parsing field value ''' || "
            + field
            + " || ''' for field "
            + place
            + ": For input string: \"' || "
            + field
            + " || '\"')";
    String empty = "CASE WHEN " + field + " IS NULL OR " + field + " = '' THEN NULL ";
    String target = Types.ofHive(column.type());
    String failed = " ELSE CAST(" + bad + " AS " + target + ") END";
    return switch (type) {
      case "date" ->
          empty
              + "WHEN regexp_full_match("
              + field
              + ", '-?\\d{1,7}') THEN DATE '1970-01-01' + CAST("
              + field
              + " AS INTEGER)"
              + failed;
      case "timestamp" ->
          empty
              + "WHEN regexp_full_match("
              + field
              + ", '-?\\d{1,15}') THEN epoch_ms(CAST("
              + field
              + " AS BIGINT))"
              + failed;
      case "tinyint", "smallint", "int", "integer", "bigint" ->
          empty
              + "WHEN regexp_full_match("
              + field
              + ", '[+-]?\\d+') THEN TRY_CAST("
              + field
              + " AS "
              + target
              + ")"
              + failed;
      default ->
          empty
              + "WHEN TRY_CAST("
              + field
              + " AS "
              + target
              + ") IS NOT NULL THEN TRY_CAST("
              + field
              + " AS "
              + target
              + ")"
              + failed;
    };
  }

  private String json(List<Path> files, List<String> items) {
    String columns =
        table.columns().stream()
            .map(
                c -> SqlWriter.literal(c.name()) + ": " + SqlWriter.literal(Types.ofHive(c.type())))
            .collect(Collectors.joining(", "));
    table.columns().forEach(c -> items.add(SqlWriter.quoted(c.name())));
    boolean lenient =
        table.serde().getOrDefault("ignore.malformed.json", "false").equalsIgnoreCase("true");
    return "read_json("
        + list(files)
        + ", columns = {"
        + columns
        + "}, format = 'newline_delimited', filename = true, ignore_errors = "
        + lenient
        + ")";
  }

  private String parquet(List<Path> files, List<String> items) {
    List<String> there = engine.parquetColumns(files);
    for (Column column : table.columns()) {
      String type = Types.ofHive(column.type());
      String name =
          there.stream()
              .filter(n -> n.toLowerCase(Locale.ROOT).equals(column.name()))
              .map(SqlWriter::quoted)
              .findFirst()
              .orElse("NULL");
      items.add("CAST(" + name + " AS " + type + ") AS " + SqlWriter.quoted(column.name()));
    }
    return "read_parquet("
        + list(files)
        + ", union_by_name = true, hive_partitioning = false, filename = true)";
  }

  static String list(List<Path> files) {
    return IntStream.range(0, files.size())
        .mapToObj(i -> SqlWriter.literal(files.get(i).toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
