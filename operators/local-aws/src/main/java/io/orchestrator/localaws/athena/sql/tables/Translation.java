package io.orchestrator.localaws.athena.sql.tables;

import io.orchestrator.localaws.athena.sql.functions.FunctionTable;
import io.orchestrator.localaws.athena.sql.writer.QueryWriter;
import io.orchestrator.localaws.athena.sql.writer.Scope;
import io.orchestrator.localaws.athena.sql.writer.SqlWriter;
import io.trino.sql.tree.Query;

/** One query on its way into the engine's SQL. */
public record Translation(TableFinder tables, FunctionTable functions, Scope scope) {
  public SqlWriter write(Query query) {
    SqlWriter out = new SqlWriter();
    new QueryWriter(out, tables, functions).query(query, scope);
    return out;
  }

  public long scanned() {
    return tables.scanned();
  }
}
