package io.orchestrator.localaws.athena.ddl;

import io.orchestrator.localaws.athena.catalog.Column;
import io.orchestrator.localaws.athena.catalog.TableFormat;
import java.util.List;
import java.util.Map;

/** A statement of Hive's data definition language. Names are lower case. */
public sealed interface DdlStatement {

  /** A table's name; an empty database means the one of the query's context. */
  record Name(String database, String table) {}

  /** Which partition, by key; and where, empty meaning the place below the table. */
  record PartitionSpec(Map<String, String> values, String location) {}

  record CreateDatabase(String database, boolean ifNotExists) implements DdlStatement {}

  record DropDatabase(String database, boolean ifExists, boolean cascade) implements DdlStatement {}

  record CreateTable(
      Name name,
      boolean ifNotExists,
      List<Column> columns,
      List<Column> keys,
      TableFormat format,
      Map<String, String> serde,
      Storage storage)
      implements DdlStatement {}

  /** Where a table's objects are, and what is noted about it. */
  record Storage(String location, Map<String, String> properties) {}

  record DropTable(Name name, boolean ifExists, boolean view) implements DdlStatement {}

  record AddPartitions(Name name, boolean ifNotExists, List<PartitionSpec> partitions)
      implements DdlStatement {}

  record DropPartitions(Name name, boolean ifExists, List<PartitionSpec> partitions)
      implements DdlStatement {}

  record RepairTable(Name name) implements DdlStatement {}

  record ShowPartitions(Name name) implements DdlStatement {}

  /** The pattern is a regular expression with {@code *} for anything; empty means all. */
  record ShowTables(String database, String pattern, boolean views) implements DdlStatement {}

  record ShowDatabases(String pattern) implements DdlStatement {}

  record ShowCreateTable(Name name) implements DdlStatement {}

  record ShowColumns(Name name) implements DdlStatement {}

  record Describe(Name name) implements DdlStatement {}
}
