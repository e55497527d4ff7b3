package io.orchestrator.localaws.athena.sql.writer;

import io.orchestrator.localaws.athena.catalog.Table;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import java.util.List;
import java.util.function.Function;

/** What the writer asks about tables: it knows neither the catalog nor their objects. */
public interface Tables {
  /**
   * The table of a name.
   *
   * @param place for a complaint
   * @param parts of the name, the table's last
   * @param context the database of a name without one
   */
  Table find(Node place, List<String> parts, String context);

  /** The query behind a view. */
  Query view(Table table);

  /**
   * A query of the engine that gives the table's rows, or those that the conditions leave.
   *
   * @param condition writes a condition in the engine's words
   */
  String reading(
      Table table, Pruning pruning, String alias, Function<Expression, String> condition);
}
