package io.orchestrator.localaws.athena.sql.writer;

import io.orchestrator.localaws.athena.catalog.Column;
import io.orchestrator.localaws.athena.catalog.Table;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.SubqueryExpression;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parts of a WHERE that may tell, before anything is read, which partitions do not matter.
 *
 * @param conditions all must hold
 */
public record Pruning(List<Expression> conditions) {
  static final Pruning NONE = new Pruning(List.of());

  static Pruning of(Optional<Expression> where) {
    return where.map(condition -> new Pruning(conjuncts(condition).toList())).orElse(NONE);
  }

  private static Stream<Expression> conjuncts(Expression condition) {
    return condition instanceof LogicalExpression logical
            && logical.getOperator() == LogicalExpression.Operator.AND
        ? logical.getTerms().stream().flatMap(Pruning::conjuncts)
        : Stream.of(condition);
  }

  /** Those that speak of nothing but the table's partition keys. */
  public List<Expression> on(Table table, String alias) {
    Set<String> keys = table.keys().stream().map(Column::name).collect(Collectors.toSet());
    return conditions.stream().filter(condition -> onlyKeys(condition, keys, alias)).toList();
  }

  private static boolean onlyKeys(Node node, Set<String> keys, String alias) {
    if (node instanceof SubqueryExpression || node instanceof LambdaExpression) {
      return false;
    }
    if (node instanceof Identifier identifier) {
      return keys.contains(QueryWriter.name(identifier));
    }
    if (node instanceof DereferenceExpression dotted) {
      return dotted.getBase() instanceof Identifier base
          && QueryWriter.name(base).equals(alias)
          && dotted.getField().filter(field -> keys.contains(QueryWriter.name(field))).isPresent();
    }
    return node.getChildren().stream().allMatch(child -> onlyKeys(child, keys, alias));
  }
}
