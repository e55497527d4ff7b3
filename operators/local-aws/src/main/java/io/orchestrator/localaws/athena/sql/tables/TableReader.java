package io.orchestrator.localaws.athena.sql.tables;

import io.orchestrator.localaws.athena.catalog.Column;
import io.orchestrator.localaws.athena.catalog.Table;
import io.orchestrator.localaws.athena.sql.writer.SqlWriter;
import io.orchestrator.localaws.athena.sql.writer.Types;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The engine's SQL that reads the objects of one table as its row format says. */
public final class TableReader {
  /** The text of a partition key that is null. */
  static final String NULL_KEY = "'__HIVE_DEFAULT_PARTITION__'";

  /** An object, and the values of the partition it is in. */
  record Source(Path file, List<String> keys) {}

  private final Table table;
  private final Session session;

  TableReader(Table table, Session session) {
    this.table = table;
    this.session = session;
  }

  String sql(List<Source> sources) {
    if (sources.isEmpty()) {
      return table.allColumns().stream()
          .map(c -> "CAST(NULL AS " + Types.ofHive(c.type()) + ") AS " + SqlWriter.quoted(c.name()))
          .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }
    List<String> items = new ArrayList<>();
    List<Path> files = sources.stream().map(Source::file).toList();
    String from =
        switch (table.format()) {
          case DELIMITED, OPEN_CSV -> new DelimitedReader(table).from(files, items);
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
    String files = list(sources.stream().map(Source::file).toList());
    String values =
        sources.stream()
            .map(source -> SqlWriter.literal(source.keys().get(key)))
            .collect(Collectors.joining(", "));
    return "map(" + files + ", [" + values + "])[\"filename\"]";
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
    return """
        read_json(%s, columns = {%s}, format = 'newline_delimited', filename = true, \
        ignore_errors = %s)"""
        .formatted(list(files), columns, lenient);
  }

  private String parquet(List<Path> files, List<String> items) {
    List<String> there = session.parquetColumns(files);
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

  public static String list(List<Path> files) {
    return files.stream()
        .map(file -> SqlWriter.literal(file.toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
