package io.orchestrator.localaws.athena.sql.tables;

import io.orchestrator.localaws.athena.catalog.Catalog;
import io.orchestrator.localaws.athena.catalog.Column;
import io.orchestrator.localaws.athena.catalog.ObjectStore;
import io.orchestrator.localaws.athena.catalog.Partition;
import io.orchestrator.localaws.athena.catalog.Table;
import io.orchestrator.localaws.athena.sql.writer.Failures;
import io.orchestrator.localaws.athena.sql.writer.Pruning;
import io.orchestrator.localaws.athena.sql.writer.SqlWriter;
import io.orchestrator.localaws.athena.sql.writer.Tables;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the tables of one query, chooses their objects, and counts the bytes of what it chose. */
public final class TableFinder implements Tables {
  private static final String CATALOG = "awsdatacatalog";

  private final Catalog catalog;
  private final ObjectStore store;
  private final Session session;
  private final Set<Path> counted = new HashSet<>();
  private long scanned;

  public TableFinder(Catalog catalog, ObjectStore store, Session session) {
    this.catalog = catalog;
    this.store = store;
    this.session = session;
  }

  long scanned() {
    return scanned;
  }

  @Override
  public Table find(Node place, List<String> parts, String context) {
    String name = parts.get(parts.size() - 1);
    String database = parts.size() > 1 ? parts.get(parts.size() - 2) : context;
    if (parts.size() > 2 && !parts.get(0).equals(CATALOG)) {
      throw Failures.at(
          place, "CATALOG_NOT_FOUND", "Catalog '" + parts.get(0) + "' does not exist");
    }
    if (!catalog.hasDatabase(database)) {
      throw Failures.at(place, "SCHEMA_NOT_FOUND", "Schema '" + database + "' does not exist");
    }
    return catalog
        .table(database, name)
        .orElseThrow(
            () ->
                Failures.at(
                    place,
                    "TABLE_NOT_FOUND",
                    "Table '" + CATALOG + "." + database + "." + name + "' does not exist"));
  }

  @Override
  public Query view(Table table) {
    return (Query) new SqlParser().createStatement(table.viewSql());
  }

  @Override
  public String reading(
      Table table, Pruning pruning, String alias, Function<Expression, String> condition) {
    List<TableReader.Source> sources = new ArrayList<>();
    if (table.keys().isEmpty()) {
      store
          .files(table.location())
          .forEach(file -> sources.add(new TableReader.Source(file, List.of())));
    } else {
      for (Partition partition : needed(table, pruning, alias, condition)) {
        store
            .files(partition.location())
            .forEach(file -> sources.add(new TableReader.Source(file, partition.values())));
      }
    }
    for (TableReader.Source source : sources) {
      if (counted.add(source.file())) {
        scanned += ObjectStore.size(source.file());
      }
    }
    return new TableReader(table, session).sql(sources);
  }

  private List<Partition> needed(
      Table table, Pruning pruning, String alias, Function<Expression, String> condition) {
    List<Partition> all = table.partitions();
    List<Expression> conditions = pruning.on(table, alias);
    if (conditions.isEmpty() || all.isEmpty()) {
      return all;
    }
    String rows =
        IntStream.range(0, all.size())
            .mapToObj(i -> "(" + i + ", " + values(table, all.get(i)) + ")")
            .collect(Collectors.joining(", "));
    String names =
        table.keys().stream()
            .map(Column::name)
            .map(SqlWriter::quoted)
            .collect(Collectors.joining(", "));
    String where = conditions.stream().map(condition).collect(Collectors.joining(" AND "));
    String sql =
        "SELECT \"$place\" FROM (VALUES "
            + rows
            + ") AS "
            + SqlWriter.quoted(alias)
            + "(\"$place\", "
            + names
            + ") WHERE "
            + where;
    return session.numbers(sql).map(kept -> kept.stream().map(all::get).toList()).orElse(all);
  }

  private static String values(Table table, Partition partition) {
    return IntStream.range(0, table.keys().size())
        .mapToObj(
            i -> TableReader.key(table.keys().get(i), SqlWriter.literal(partition.values().get(i))))
        .collect(Collectors.joining(", "));
  }
}
