package io.orchestrator.localaws.athena.ddl;

import io.orchestrator.localaws.athena.catalog.Catalog;
import io.orchestrator.localaws.athena.catalog.Column;
import io.orchestrator.localaws.athena.catalog.ObjectStore;
import io.orchestrator.localaws.athena.catalog.Table;
import io.orchestrator.localaws.athena.catalog.TableFormat;
import io.orchestrator.localaws.athena.error.QueryFailedException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Carries out data definition statements on the catalog. */
public final class DdlRunner {
  private static final int NAME_WIDTH = 20;

  private final Catalog catalog;
  private final ObjectStore store;
  private final PartitionChanges partitions;
  private final InstantSource clock;

  public DdlRunner(Catalog catalog, ObjectStore store, InstantSource clock) {
    this.catalog = catalog;
    this.store = store;
    this.partitions = new PartitionChanges(catalog, store);
    this.clock = clock;
  }

  /** Runs a statement; {@code database} is where names without one belong. */
  public DdlResult run(DdlStatement statement, String database) {
    if (statement instanceof DdlStatement.CreateDatabase create) {
      createDatabase(create);
    } else if (statement instanceof DdlStatement.DropDatabase drop) {
      dropDatabase(drop);
    } else if (statement instanceof DdlStatement.CreateTable create) {
      createTable(create, database);
    } else if (statement instanceof DdlStatement.DropTable drop) {
      dropTable(drop, database);
    } else if (statement instanceof DdlStatement.AddPartitions add) {
      partitions.add(add, home(add.name(), database));
    } else if (statement instanceof DdlStatement.DropPartitions drop) {
      partitions.drop(drop, home(drop.name(), database));
    } else if (statement instanceof DdlStatement.RepairTable repair) {
      return partitions.repair(table(repair.name(), database));
    } else {
      return show(statement, database);
    }
    return DdlResult.NOTHING;
  }

  private DdlResult show(DdlStatement statement, String database) {
    if (statement instanceof DdlStatement.ShowPartitions show) {
      return partitions.show(table(show.name(), database));
    }
    if (statement instanceof DdlStatement.ShowDatabases show) {
      return new DdlResult("database_name", matching(catalog.databases().stream(), show.pattern()));
    }
    if (statement instanceof DdlStatement.ShowTables show) {
      String in = show.database().isEmpty() ? database : show.database();
      if (!catalog.hasDatabase(in)) {
        throw QueryFailedException.noDatabase(in);
      }
      return new DdlResult(
          "tab_name",
          matching(
              catalog.tables(in).stream()
                  .filter(table -> !show.views() || table.format() == TableFormat.VIEW)
                  .map(Table::name),
              show.pattern()));
    }
    if (statement instanceof DdlStatement.ShowCreateTable show) {
      return new DdlResult(
          "createtab_stmt", new CreateTableText(table(show.name(), database)).lines());
    }
    if (statement instanceof DdlStatement.ShowColumns show) {
      return new DdlResult(
          "field",
          table(show.name(), database).allColumns().stream()
              .map(column -> padded(column.name()))
              .toList());
    }
    if (statement instanceof DdlStatement.Describe describe) {
      return describe(table(describe.name(), database));
    }
    throw new IllegalStateException("no such statement: " + statement);
  }

  private void createDatabase(DdlStatement.CreateDatabase create) {
    if (!catalog.createDatabase(create.database()) && !create.ifNotExists()) {
      throw QueryFailedException.ddl(
          "AlreadyExistsException", "Database " + create.database() + " already exists");
    }
  }

  private void dropDatabase(DdlStatement.DropDatabase drop) {
    String name = drop.database();
    if (!catalog.hasDatabase(name)) {
      if (drop.ifExists()) {
        return;
      }
      throw QueryFailedException.noDatabase(name);
    }
    if (name.equals(Catalog.DEFAULT_DATABASE)) {
      throw QueryFailedException.ddl("MetaException", "Can not drop default database");
    }
    if (!drop.cascade() && !catalog.tables(name).isEmpty()) {
      throw QueryFailedException.ddl(
          "InvalidOperationException",
          "Database " + name + " is not empty. One or more tables exist.");
    }
    catalog.dropDatabase(name);
  }

  private void createTable(DdlStatement.CreateTable create, String context) {
    String database = database(create.name(), context);
    if (!catalog.hasDatabase(database)) {
      throw QueryFailedException.noDatabase(database);
    }
    String location = create.storage().location();
    if (location.isEmpty()) {
      throw QueryFailedException.ddl(
          "MetaException", "No location was specified for table. An S3 location must be specified");
    }
    store.path(location);
    Table table =
        new Table(
            database,
            create.name().table(),
            create.columns(),
            create.keys(),
            create.format(),
            location,
            create.serde(),
            create.storage().properties(),
            List.of(),
            "",
            clock.millis());
    if (!catalog.createTable(table) && !create.ifNotExists()) {
      throw QueryFailedException.ddl(
          "AlreadyExistsException", "Table " + create.name().table() + " already exists");
    }
  }

  private void dropTable(DdlStatement.DropTable drop, String context) {
    String database = database(drop.name(), context);
    var found = catalog.table(database, drop.name().table());
    if (found.isEmpty()) {
      if (drop.ifExists()) {
        return;
      }
      throw QueryFailedException.noTable(database + "." + drop.name().table());
    }
    boolean view = found.get().format() == TableFormat.VIEW;
    if (view != drop.view()) {
      throw new QueryFailedException(
          "FAILED: SemanticException [Error 10001]: "
              + (view
                  ? "Cannot drop a view with DROP TABLE"
                  : "Cannot drop a base table with DROP VIEW"));
    }
    catalog.dropTable(found.get());
  }

  private static DdlResult describe(Table table) {
    List<String> lines = new ArrayList<>();
    table.allColumns().forEach(column -> lines.add(described(column)));
    if (!table.keys().isEmpty()) {
      lines.add("\t \t ");
      lines.add("# Partition Information\t \t ");
      lines.add("# col_name            \tdata_type           \tcomment             ");
      lines.add("\t \t ");
      table.keys().forEach(column -> lines.add(described(column)));
    }
    return new DdlResult("col_name", lines);
  }

  private static String described(Column column) {
    return padded(column.name()) + "\t" + padded(column.type()) + "\t" + padded(column.comment());
  }

  private static String padded(String text) {
    return text + " ".repeat(Math.max(0, NAME_WIDTH - text.length()));
  }

  private static List<String> matching(Stream<String> names, String pattern) {
    if (pattern.isEmpty()) {
      return names.toList();
    }
    Pattern matcher =
        Pattern.compile(pattern.replace("*", ".*").replace("%", ".*"), Pattern.CASE_INSENSITIVE);
    return names.filter(name -> matcher.matcher(name).matches()).toList();
  }

  private Table table(DdlStatement.Name name, String context) {
    DdlStatement.Name home = home(name, context);
    return catalog
        .table(home.database(), home.table())
        .orElseThrow(() -> QueryFailedException.noTable(home.database() + "." + home.table()));
  }

  private static DdlStatement.Name home(DdlStatement.Name name, String context) {
    return new DdlStatement.Name(database(name, context), name.table());
  }

  private static String database(DdlStatement.Name name, String context) {
    return name.database().isEmpty() ? context : name.database();
  }
}
