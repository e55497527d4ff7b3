package io.orchestrator.localaws.athena.sql.tables;

import io.orchestrator.localaws.athena.catalog.Catalog;
import io.orchestrator.localaws.athena.catalog.Column;
import io.orchestrator.localaws.athena.catalog.ObjectStore;
import io.orchestrator.localaws.athena.catalog.Partition;
import io.orchestrator.localaws.athena.catalog.Table;
import io.orchestrator.localaws.athena.catalog.TableFormat;
import io.orchestrator.localaws.athena.sql.writer.SqlWriter;
import io.orchestrator.localaws.athena.sql.writer.Types;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the rows of a query as objects of a table, one per partition, and registers them. */
record PartitionedWrite(Catalog catalog, ObjectStore store, Table table, TableWriter.Work work) {
  SqlResult run(SqlWriter select) {
    Map<List<String>, Partition> all = new LinkedHashMap<>();
    table.partitions().forEach(partition -> all.put(partition.values(), partition));
    long count = write(select, all);
    catalog.put(table.withPartitions(List.copyOf(all.values())));
    try {
      Files.writeString(work.file(), "\"rows\"\n\"" + count + "\"\n");
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + work.file(), e);
    }
    return new SqlResult(
        List.of(new ResultColumn("rows", "bigint")), work.translation().scanned(), count);
  }

  /** Writes the objects alone, and adds what partitions they make. */
  long write(SqlWriter select, Map<List<String>, Partition> all) {
    String rows = "\"$rows_" + work.context().queryId() + "\"";
    Session session = work.session();
    session.execute(new SqlWriter().creating(rows, names(), select));
    List<List<String>> values = partitions(rows);
    for (List<String> value : values) {
      String place = directory(table.location());
      if (!value.isEmpty()) {
        Partition made =
            new Partition(value, place + new Partition(value, "").name(table.keys()) + "/");
        place = all.computeIfAbsent(value, v -> made).location();
      }
      copy(rows, value, store.path(place));
    }
    long count =
        session.select(
            new SqlWriter().add("SELECT count(*) FROM " + rows),
            result -> {
              result.next();
              return result.getLong(1);
            });
    session.execute(new SqlWriter().add("DROP TABLE " + rows));
    return count;
  }

  private String names() {
    return table.allColumns().stream()
        .map(column -> SqlWriter.quoted(column.name()))
        .collect(Collectors.joining(", "));
  }

  private List<List<String>> partitions(String rows) {
    if (table.keys().isEmpty()) {
      return List.of(List.of());
    }
    String keys =
        table.keys().stream().map(PartitionedWrite::keyText).collect(Collectors.joining(", "));
    return work.session()
        .select(
            new SqlWriter().add("SELECT DISTINCT " + keys + " FROM " + rows + " ORDER BY ALL"),
            result -> {
              List<List<String>> found = new ArrayList<>();
              while (result.next()) {
                List<String> value = new ArrayList<>();
                for (int i = 1; i <= table.keys().size(); i++) {
                  value.add(result.getString(i));
                }
                found.add(value);
              }
              return found;
            });
  }

  private static String keyText(Column key) {
    String text = "CAST(" + SqlWriter.quoted(key.name()) + " AS VARCHAR)";
    return "coalesce(" + text + ", " + TableReader.NULL_KEY + ")";
  }

  private void copy(String rows, List<String> value, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("could not make " + folder, e);
    }
    String where =
        IntStream.range(0, value.size())
            .mapToObj(i -> keyText(table.keys().get(i)) + " = " + SqlWriter.literal(value.get(i)))
            .collect(Collectors.joining(" AND "));
    String columns = table.columns().stream().map(this::written).collect(Collectors.joining(", "));
    Path file = folder.resolve(work.context().queryId() + ending());
    work.session()
        .execute(
            new SqlWriter()
                .add("COPY (SELECT " + columns + " FROM " + rows)
                .add(where.isEmpty() ? "" : " WHERE " + where)
                .add(") TO " + SqlWriter.literal(file.toString()) + " " + options()));
  }

  private String written(Column column) {
    String name = SqlWriter.quoted(column.name());
    return "CAST(" + name + " AS " + Types.ofHive(column.type()) + ") AS " + name;
  }

  private String ending() {
    return table.format() == TableFormat.PARQUET ? ".parquet" : ".gz";
  }

  private String options() {
    return switch (table.format()) {
      case PARQUET -> "(FORMAT parquet)";
      case JSON -> "(FORMAT json, COMPRESSION gzip)";
      default ->
          "(FORMAT csv, HEADER false, COMPRESSION gzip, QUOTE '', ESCAPE '', NULLSTR '\\N', DELIM "
              + SqlWriter.literal(table.serde().getOrDefault("field.delim", "\1"))
              + ")";
    };
  }

  private static String directory(String location) {
    return location.endsWith("/") ? location : location + "/";
  }
}
