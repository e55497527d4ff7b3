package io.orchestrator.localaws.athena.sql.writer;

import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.QuantifiedComparisonExpression;

/** The half of {@link ExpressionWriter} that writes what is true or false. */
abstract class PredicateWriter extends AstVisitor<SqlWriter, SqlWriter> {
  /** Writes where expressions have time zones. */
  abstract Zones zones();

  /** Writes the template, each {@code $} in it as the next of the expressions. */
  final SqlWriter fill(String template, SqlWriter out, Expression... expressions) {
    int at = 0;
    for (Expression expression : expressions) {
      int mark = template.indexOf('$', at);
      process(expression, out.add(template.substring(at, mark)));
      at = mark + 1;
    }
    return out.add(template.substring(at));
  }

  final SqlWriter binary(Expression left, String sign, Expression right, Node node, SqlWriter out) {
    out.from(node).add("(");
    zones().instant(left, out).from(node).add(" " + sign + " ");
    return zones().instant(right, out).add(")");
  }

  @Override
  protected SqlWriter visitComparisonExpression(ComparisonExpression node, SqlWriter out) {
    return binary(node.getLeft(), node.getOperator().getValue(), node.getRight(), node, out);
  }

  @Override
  protected SqlWriter visitQuantifiedComparisonExpression(
      QuantifiedComparisonExpression node, SqlWriter out) {
    boolean all = node.getQuantifier() == QuantifiedComparisonExpression.Quantifier.ALL;
    String sign = node.getOperator().getValue();
    return fill(
        "($ " + sign + (all ? " ALL $)" : " ANY $)"),
        out.from(node),
        node.getValue(),
        node.getSubquery());
  }

  @Override
  protected SqlWriter visitLogicalExpression(LogicalExpression node, SqlWriter out) {
    out.add("(").list(node.getTerms(), " " + node.getOperator() + " ", e -> process(e, out));
    return out.add(")");
  }

  @Override
  protected SqlWriter visitNotExpression(NotExpression node, SqlWriter out) {
    return fill("(NOT $)", out, node.getValue());
  }

  @Override
  protected SqlWriter visitBetweenPredicate(BetweenPredicate node, SqlWriter out) {
    out.from(node).add("(");
    zones().instant(node.getValue(), out).add(" BETWEEN ");
    zones().instant(node.getMin(), out).add(" AND ");
    return zones().instant(node.getMax(), out).add(")");
  }

  @Override
  protected SqlWriter visitLikePredicate(LikePredicate node, SqlWriter out) {
    fill("($ LIKE $", out.from(node), node.getValue(), node.getPattern());
    node.getEscape().ifPresent(escape -> process(escape, out.add(" ESCAPE ")));
    return out.add(")");
  }

  @Override
  protected SqlWriter visitIsNullPredicate(IsNullPredicate node, SqlWriter out) {
    return fill("($ IS NULL)", out, node.getValue());
  }

  @Override
  protected SqlWriter visitIsNotNullPredicate(IsNotNullPredicate node, SqlWriter out) {
    return fill("($ IS NOT NULL)", out, node.getValue());
  }

  @Override
  protected SqlWriter visitInPredicate(InPredicate node, SqlWriter out) {
    return fill("($ IN $)", out.from(node), node.getValue(), node.getValueList());
  }

  @Override
  protected SqlWriter visitInListExpression(InListExpression node, SqlWriter out) {
    return out.add("(").list(node.getValues(), e -> process(e, out)).add(")");
  }

  @Override
  protected SqlWriter visitExists(ExistsPredicate node, SqlWriter out) {
    return fill("(EXISTS $)", out, node.getSubquery());
  }
}
