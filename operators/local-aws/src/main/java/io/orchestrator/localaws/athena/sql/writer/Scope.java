package io.orchestrator.localaws.athena.sql.writer;

import io.trino.sql.tree.Expression;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What names mean at a place of a statement.
 *
 * @param database where tables without one are
 * @param ctes names defined by WITH around here
 * @param parameters values of the question marks
 */
public record Scope(String database, Set<String> ctes, List<Expression> parameters) {
  Scope with(String cte) {
    Set<String> more = new TreeSet<>(ctes);
    more.add(cte);
    return new Scope(database, more, parameters);
  }

  /** A view sees its own database and nothing of the query around it. */
  Scope ofView(String home) {
    return new Scope(home, Set.of(), List.of());
  }
}
