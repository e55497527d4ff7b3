package io.orchestrator.localaws.athena.execution;

import io.orchestrator.localaws.athena.ddl.DdlStatement;
import io.trino.sql.tree.Statement;

/** A statement that was read and not yet run. */
sealed interface Plan {

  /** Athena's kind of the statement. */
  String kind();

  /** One for the catalog. */
  record Hive(DdlStatement statement) implements Plan {
    @Override
    public String kind() {
      return statement instanceof DdlStatement.ShowCreateTable
              || statement instanceof DdlStatement.ShowPartitions
              || statement instanceof DdlStatement.ShowTables
              || statement instanceof DdlStatement.ShowDatabases
              || statement instanceof DdlStatement.ShowColumns
              || statement instanceof DdlStatement.Describe
          ? "UTILITY"
          : "DDL";
    }
  }

  /** One for the engine. */
  record Trino(Statement statement) implements Plan {
    @Override
    public String kind() {
      return "DML";
    }
  }
}
