package io.orchestrator.localaws.athena.sql;

import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Array;
import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.Format;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.QuantifiedComparisonExpression;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.SubscriptExpression;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.TryExpression;
import io.trino.sql.tree.WhenClause;
import java.util.List;
import java.util.Locale;

/** Writes Trino's expressions in the engine's SQL. What it does not know fails with its place. */
final class ExpressionWriter extends AstVisitor<SqlWriter, SqlWriter> {
  private final QueryWriter queries;
  private final Scope scope;
  private final FunctionWriter functions;
  private final Zones zones = new Zones(this);

  ExpressionWriter(QueryWriter queries, Scope scope, FunctionTable table) {
    this.queries = queries;
    this.scope = scope;
    this.functions = new FunctionWriter(this, table);
  }

  SqlWriter write(Expression expression, SqlWriter out) {
    return process(expression, out);
  }

  @Override
  protected SqlWriter visitNode(Node node, SqlWriter out) {
    throw Failures.unsupported(node, node.getClass().getSimpleName());
  }

  @Override
  protected SqlWriter visitIdentifier(Identifier node, SqlWriter out) {
    return out.from(node).add(SqlWriter.quoted(node.getValue().toLowerCase(Locale.ROOT)));
  }

  @Override
  protected SqlWriter visitDereferenceExpression(DereferenceExpression node, SqlWriter out) {
    process(node.getBase(), out);
    node.getField()
        .ifPresent(
            field -> out.add(".").add(SqlWriter.quoted(field.getValue().toLowerCase(Locale.ROOT))));
    return out;
  }

  @Override
  protected SqlWriter visitLiteral(Literal node, SqlWriter out) {
    return out.from(node).add(Literals.text(node));
  }

  @Override
  protected SqlWriter visitParameter(Parameter node, SqlWriter out) {
    if (node.getId() >= scope.parameters().size()) {
      throw Failures.at(
          node,
          "INVALID_PARAMETER_USAGE",
          "Incorrect number of parameters: expected at least "
              + (node.getId() + 1)
              + " but found "
              + scope.parameters().size());
    }
    return process(scope.parameters().get(node.getId()), out);
  }

  @Override
  protected SqlWriter visitArithmeticBinary(ArithmeticBinaryExpression node, SqlWriter out) {
    String sign = node.getOperator().getValue();
    boolean interval =
        node.getLeft() instanceof IntervalLiteral || node.getRight() instanceof IntervalLiteral;
    if (sign.equals("/")) {
      return divide(node, out);
    }
    if (Zones.has(node)) {
      return zones.write(node, out);
    }
    if (interval && (sign.equals("+") || sign.equals("-"))) {
      boolean turned = node.getLeft() instanceof IntervalLiteral && sign.equals("+");
      return functions.scalar(
          node,
          sign + "interval",
          turned
              ? List.of(node.getRight(), node.getLeft())
              : List.of(node.getLeft(), node.getRight()),
          out);
    }
    return binary(node.getLeft(), sign, node.getRight(), node, out);
  }

  /** A decimal quotient has the digits of its operands and no more; others are not rounded. */
  private SqlWriter divide(ArithmeticBinaryExpression node, SqlWriter out) {
    out.from(node).add("round((");
    process(node.getLeft(), out).add(" / ");
    process(node.getRight(), out).add("), trino_scale(typeof(");
    process(node.getLeft(), out).add("), typeof(");
    return process(node.getRight(), out).add(")))");
  }

  private SqlWriter binary(
      Expression left, String sign, Expression right, Node node, SqlWriter out) {
    out.from(node).add("(");
    zones.instant(left, out).from(node).add(" " + sign + " ");
    return zones.instant(right, out).add(")");
  }

  @Override
  protected SqlWriter visitArithmeticUnary(ArithmeticUnaryExpression node, SqlWriter out) {
    boolean minus = node.getSign() == ArithmeticUnaryExpression.Sign.MINUS;
    if (minus && node.getValue() instanceof LongLiteral number) {
      return out.from(node).add("-" + number.getParsedValue());
    }
    out.from(node).add(minus ? "(-" : "(+");
    return process(node.getValue(), out).add(")");
  }

  @Override
  protected SqlWriter visitComparisonExpression(ComparisonExpression node, SqlWriter out) {
    return binary(node.getLeft(), node.getOperator().getValue(), node.getRight(), node, out);
  }

  @Override
  protected SqlWriter visitQuantifiedComparisonExpression(
      QuantifiedComparisonExpression node, SqlWriter out) {
    out.from(node).add("(");
    process(node.getValue(), out).add(" " + node.getOperator().getValue() + " ");
    out.add(
        node.getQuantifier() == QuantifiedComparisonExpression.Quantifier.ALL ? "ALL " : "ANY ");
    return process(node.getSubquery(), out).add(")");
  }

  @Override
  protected SqlWriter visitLogicalExpression(LogicalExpression node, SqlWriter out) {
    out.add("(").list(node.getTerms(), " " + node.getOperator() + " ", e -> process(e, out));
    return out.add(")");
  }

  @Override
  protected SqlWriter visitNotExpression(NotExpression node, SqlWriter out) {
    out.add("(NOT ");
    return process(node.getValue(), out).add(")");
  }

  @Override
  protected SqlWriter visitBetweenPredicate(BetweenPredicate node, SqlWriter out) {
    out.from(node).add("(");
    zones.instant(node.getValue(), out).add(" BETWEEN ");
    zones.instant(node.getMin(), out).add(" AND ");
    return zones.instant(node.getMax(), out).add(")");
  }

  @Override
  protected SqlWriter visitLikePredicate(LikePredicate node, SqlWriter out) {
    out.from(node).add("(");
    process(node.getValue(), out).add(" LIKE ");
    process(node.getPattern(), out);
    node.getEscape().ifPresent(escape -> process(escape, out.add(" ESCAPE ")));
    return out.add(")");
  }

  @Override
  protected SqlWriter visitIsNullPredicate(IsNullPredicate node, SqlWriter out) {
    out.add("(");
    return process(node.getValue(), out).add(" IS NULL)");
  }

  @Override
  protected SqlWriter visitIsNotNullPredicate(IsNotNullPredicate node, SqlWriter out) {
    out.add("(");
    return process(node.getValue(), out).add(" IS NOT NULL)");
  }

  @Override
  protected SqlWriter visitInPredicate(InPredicate node, SqlWriter out) {
    out.from(node).add("(");
    process(node.getValue(), out).add(" IN ");
    return process(node.getValueList(), out).add(")");
  }

  @Override
  protected SqlWriter visitInListExpression(InListExpression node, SqlWriter out) {
    return out.add("(").list(node.getValues(), e -> process(e, out)).add(")");
  }

  @Override
  protected SqlWriter visitExists(ExistsPredicate node, SqlWriter out) {
    out.add("(EXISTS ");
    return process(node.getSubquery(), out).add(")");
  }

  @Override
  protected SqlWriter visitSubqueryExpression(SubqueryExpression node, SqlWriter out) {
    out.from(node).add("(");
    queries.query(node.getQuery(), scope);
    return out.add(")");
  }

  @Override
  protected SqlWriter visitCoalesceExpression(CoalesceExpression node, SqlWriter out) {
    return out.from(node).add("coalesce(").list(node.getOperands(), e -> process(e, out)).add(")");
  }

  @Override
  protected SqlWriter visitNullIfExpression(NullIfExpression node, SqlWriter out) {
    out.from(node).add("nullif(");
    process(node.getFirst(), out).add(", ");
    return process(node.getSecond(), out).add(")");
  }

  @Override
  protected SqlWriter visitIfExpression(IfExpression node, SqlWriter out) {
    out.from(node).add("(CASE WHEN ");
    process(node.getCondition(), out).add(" THEN ");
    process(node.getTrueValue(), out);
    node.getFalseValue().ifPresent(value -> process(value, out.add(" ELSE ")));
    return out.add(" END)");
  }

  @Override
  protected SqlWriter visitSearchedCaseExpression(SearchedCaseExpression node, SqlWriter out) {
    out.from(node).add("(CASE");
    cases(node.getWhenClauses(), out);
    node.getDefaultValue().ifPresent(value -> process(value, out.add(" ELSE ")));
    return out.add(" END)");
  }

  @Override
  protected SqlWriter visitSimpleCaseExpression(SimpleCaseExpression node, SqlWriter out) {
    out.from(node).add("(CASE ");
    process(node.getOperand(), out);
    cases(node.getWhenClauses(), out);
    node.getDefaultValue().ifPresent(value -> process(value, out.add(" ELSE ")));
    return out.add(" END)");
  }

  private void cases(List<WhenClause> clauses, SqlWriter out) {
    for (WhenClause clause : clauses) {
      process(clause.getOperand(), out.add(" WHEN "));
      process(clause.getResult(), out.add(" THEN "));
    }
  }

  @Override
  protected SqlWriter visitTryExpression(TryExpression node, SqlWriter out) {
    out.from(node).add("TRY(");
    return process(node.getInnerExpression(), out).add(")");
  }

  @Override
  protected SqlWriter visitCast(Cast node, SqlWriter out) {
    return Casts.write(node, this, zones, out);
  }

  @Override
  protected SqlWriter visitAtTimeZone(AtTimeZone node, SqlWriter out) {
    return zones.write(node, out);
  }

  /** Types are told beside the values: the engine's functions have no values of any type. */
  @Override
  protected SqlWriter visitFormat(Format node, SqlWriter out) {
    List<Expression> values = node.getArguments().subList(1, node.getArguments().size());
    process(node.getArguments().get(0), out.from(node).add("trino_format("));
    out.add(", CAST(to_json([");
    out.list(values, value -> process(value, out.add("typeof(")).add(")"));
    out.add("]) AS VARCHAR), CAST(to_json([");
    out.list(values, value -> process(value, out.add("CAST(")).add(" AS VARCHAR)"));
    return out.add("]) AS VARCHAR))");
  }

  @Override
  protected SqlWriter visitExtract(Extract node, SqlWriter out) {
    String name = node.getField().name().toLowerCase(Locale.ROOT);
    return functions.scalar(node, name, List.of(node.getExpression()), out);
  }

  @Override
  protected SqlWriter visitTrim(Trim node, SqlWriter out) {
    out.from(node)
        .add(
            switch (node.getSpecification()) {
              case BOTH -> "trim(";
              case LEADING -> "ltrim(";
              case TRAILING -> "rtrim(";
            });
    process(node.getTrimSource(), out);
    node.getTrimCharacter().ifPresent(signs -> process(signs, out.add(", ")));
    return out.add(")");
  }

  @Override
  protected SqlWriter visitCurrentTime(CurrentTime node, SqlWriter out) {
    return out.from(node)
        .add(
            switch (node.getFunction()) {
              case DATE -> "current_date";
              case TIMESTAMP -> "date_trunc('millisecond', now())";
              case LOCALTIMESTAMP -> "date_trunc('millisecond', CAST(now() AS TIMESTAMP))";
              case LOCALTIME -> "CAST(now() AS TIME)";
              case TIME -> throw Failures.unsupported(node, "current_time");
            });
  }

  @Override
  protected SqlWriter visitArray(Array node, SqlWriter out) {
    return out.from(node).add("[").list(node.getValues(), e -> process(e, out)).add("]");
  }

  @Override
  protected SqlWriter visitRow(Row node, SqlWriter out) {
    return out.from(node).add("ROW(").list(node.getItems(), e -> process(e, out)).add(")");
  }

  @Override
  protected SqlWriter visitSubscriptExpression(SubscriptExpression node, SqlWriter out) {
    String macro = "trino_of";
    if (node.getIndex() instanceof StringLiteral) {
      macro = "trino_of_map";
    } else if (functions.aggregated(node.getIndex())) {
      macro = "trino_of_any";
    }
    process(node.getBase(), out.from(node).add(macro + "(")).add(", ");
    return process(node.getIndex(), out).add(")");
  }

  @Override
  protected SqlWriter visitGroupingOperation(GroupingOperation node, SqlWriter out) {
    return out.from(node)
        .add("grouping(")
        .list(node.getGroupingColumns(), e -> process(e, out))
        .add(")");
  }

  @Override
  protected SqlWriter visitLambdaExpression(LambdaExpression node, SqlWriter out) {
    out.from(node).add("lambda ");
    out.list(node.getArguments(), argument -> process(argument.getName(), out)).add(": ");
    return process(node.getBody(), out);
  }

  @Override
  protected SqlWriter visitFunctionCall(FunctionCall node, SqlWriter out) {
    return Zones.has(node) ? zones.write(node, out) : functions.call(node, out);
  }
}
