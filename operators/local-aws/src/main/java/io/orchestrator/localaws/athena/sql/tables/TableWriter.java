package io.orchestrator.localaws.athena.sql.tables;

import io.orchestrator.localaws.athena.catalog.Catalog;
import io.orchestrator.localaws.athena.catalog.Column;
import io.orchestrator.localaws.athena.catalog.ObjectStore;
import io.orchestrator.localaws.athena.catalog.Table;
import io.orchestrator.localaws.athena.catalog.TableFormat;
import io.orchestrator.localaws.athena.error.QueryFailedException;
import io.orchestrator.localaws.athena.sql.functions.TypeNames;
import io.orchestrator.localaws.athena.sql.writer.Failures;
import io.orchestrator.localaws.athena.sql.writer.SqlWriter;
import io.trino.sql.SqlFormatter;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.SaveMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Statements that write: a table from a query, rows into a table, a view. */
public final class TableWriter {
  private final Catalog catalog;
  private final ObjectStore store;
  private final InstantSource clock;

  public TableWriter(Catalog catalog, ObjectStore store, InstantSource clock) {
    this.catalog = catalog;
    this.store = store;
    this.clock = clock;
  }

  /** What a statement needs beside itself. */
  public record Work(QueryContext context, Translation translation, Session session, Path file) {}

  private record Name(String database, String table) {
    @Override
    public String toString() {
      return database + "." + table;
    }
  }

  public SqlResult create(CreateTableAsSelect create, Work work) {
    Name name = name(create.getName(), work);
    if (catalog.table(name.database(), name.table()).isPresent()) {
      if (create.getSaveMode() == SaveMode.IGNORE) {
        return empty(work);
      }
      throw Failures.at(create, "TABLE_ALREADY_EXISTS", "Table '" + name + "' already exists");
    }
    Table table = described(create, name, work);
    return write(create, table, work.translation().write(create.getQuery()), work);
  }

  /**
   * The objects of such a table at a place that has none yet; the catalog does not learn of them.
   */
  public SqlResult unload(CreateTableAsSelect target, Work work) {
    Table table = described(target, new Name(work.context().database(), "unload"), work);
    SqlWriter select = work.translation().write(target.getQuery());
    long count =
        new PartitionedWrite(catalog, store, table, work).write(select, new LinkedHashMap<>());
    return new SqlResult(empty(work).columns(), work.translation().scanned(), count);
  }

  /** The table that the statement's properties and its query's columns describe. */
  private Table described(CreateTableAsSelect create, Name name, Work work) {
    TableProperties properties = new TableProperties(create);
    String location = properties.location(work.context());
    if (!store.files(location).isEmpty()) {
      throw new QueryFailedException(
          "HIVE_PATH_ALREADY_EXISTS: Target directory for table '%s' already exists: %s"
              .formatted(name, location));
    }
    List<String> keys = properties.keys();
    List<Column> all = columns(work.translation().write(create.getQuery()), work);
    return new Table(
        name.database(),
        name.table(),
        all.stream().filter(c -> !keys.contains(c.name())).toList(),
        all.stream().filter(c -> keys.contains(c.name())).toList(),
        properties.format(),
        location,
        properties.serde(),
        Map.of(),
        List.of(),
        "",
        clock.millis());
  }

  public SqlResult insert(Insert insert, Work work) {
    Name name = name(insert.getTarget(), work);
    Table table =
        catalog
            .table(name.database(), name.table())
            .orElseThrow(
                () ->
                    Failures.at(
                        insert,
                        "TABLE_NOT_FOUND",
                        "Table 'awsdatacatalog." + name + "' does not exist"));
    if (insert.getColumns().isPresent()) {
      throw Failures.unsupported(insert, "INSERT with a column list");
    }
    SqlWriter select = work.translation().write(insert.getQuery());
    int given = columns(select, work).size();
    if (given != table.allColumns().size()) {
      throw Failures.at(
          insert,
          "TYPE_MISMATCH",
          "Insert query has mismatched column types: Table has "
              + table.allColumns().size()
              + " columns, query "
              + given);
    }
    return write(insert, table, select, work);
  }

  public SqlResult view(CreateView create, Work work) {
    Name name = name(create.getName(), work);
    SqlWriter select = work.translation().write(create.getQuery());
    Table view =
        new Table(
            name.database(),
            name.table(),
            columns(select, work),
            List.of(),
            TableFormat.VIEW,
            "",
            Map.of(),
            Map.of(),
            List.of(),
            SqlFormatter.formatSql(create.getQuery()),
            clock.millis());
    boolean taken =
        catalog
            .table(name.database(), name.table())
            .filter(there -> !create.isReplace() || there.format() != TableFormat.VIEW)
            .isPresent();
    if (taken) {
      throw Failures.at(create, "TABLE_ALREADY_EXISTS", "View already exists: '" + name + "'");
    }
    catalog.put(view);
    return empty(work);
  }

  /** One object per partition, written aside and moved; then the catalog learns of them. */
  private SqlResult write(Node node, Table table, SqlWriter select, Work work) {
    if (table.format() == TableFormat.OPEN_CSV || table.format() == TableFormat.VIEW) {
      throw Failures.unsupported(node, "Writing to " + table.format());
    }
    return new PartitionedWrite(catalog, store, table, work).run(select);
  }

  private static List<Column> columns(SqlWriter select, Work work) {
    SqlWriter describe = new SqlWriter().describing(select);
    return work.session()
        .select(
            describe,
            rows -> {
              List<Column> columns = new ArrayList<>();
              while (rows.next()) {
                columns.add(
                    new Column(
                        rows.getString(1).toLowerCase(Locale.ROOT),
                        TypeNames.hive(rows.getString(2)).toLowerCase(Locale.ROOT)));
              }
              return columns;
            });
  }

  private static SqlResult empty(Work work) {
    try {
      Files.writeString(work.file(), "");
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + work.file(), e);
    }
    return new SqlResult(List.of(), 0, 0);
  }

  private Name name(QualifiedName name, Work work) {
    List<String> parts = name.getParts();
    String database = parts.size() > 1 ? parts.get(parts.size() - 2) : work.context().database();
    if (!catalog.hasDatabase(database)) {
      throw new QueryFailedException("SCHEMA_NOT_FOUND: Schema " + database + " not found");
    }
    return new Name(database, parts.get(parts.size() - 1));
  }
}
