package io.orchestrator.localaws.athena.sql.writer;

import io.orchestrator.localaws.athena.sql.functions.FunctionTable;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Array;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.Format;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.Parameter;
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
import java.util.Optional;

/** Writes Trino's expressions in the engine's SQL. What it does not know fails with its place. */
final class ExpressionWriter extends PredicateWriter {
  private final QueryWriter queries;
  private final Scope scope;
  private final FunctionWriter functions;
  private final Zones zones = new Zones(this);

  ExpressionWriter(QueryWriter queries, Scope scope, FunctionTable table) {
    this.queries = queries;
    this.scope = scope;
    this.functions = new FunctionWriter(this, table);
  }

  @Override
  Zones zones() {
    return zones;
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
    return fill(
        "round(($ / $), trino_scale(typeof($), typeof($)))",
        out.from(node),
        node.getLeft(),
        node.getRight(),
        node.getLeft(),
        node.getRight());
  }

  @Override
  protected SqlWriter visitArithmeticUnary(ArithmeticUnaryExpression node, SqlWriter out) {
    boolean minus = node.getSign() == ArithmeticUnaryExpression.Sign.MINUS;
    if (minus && node.getValue() instanceof LongLiteral number) {
      return out.from(node).add("-" + number.getParsedValue());
    }
    return fill(minus ? "(-$)" : "(+$)", out.from(node), node.getValue());
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
    return fill("nullif($, $)", out.from(node), node.getFirst(), node.getSecond());
  }

  @Override
  protected SqlWriter visitIfExpression(IfExpression node, SqlWriter out) {
    fill("(CASE WHEN $ THEN $", out.from(node), node.getCondition(), node.getTrueValue());
    return otherwise(node.getFalseValue(), out);
  }

  @Override
  protected SqlWriter visitSearchedCaseExpression(SearchedCaseExpression node, SqlWriter out) {
    cases(node.getWhenClauses(), out.from(node).add("(CASE"));
    return otherwise(node.getDefaultValue(), out);
  }

  @Override
  protected SqlWriter visitSimpleCaseExpression(SimpleCaseExpression node, SqlWriter out) {
    cases(node.getWhenClauses(), fill("(CASE $", out.from(node), node.getOperand()));
    return otherwise(node.getDefaultValue(), out);
  }

  private void cases(List<WhenClause> clauses, SqlWriter out) {
    for (WhenClause clause : clauses) {
      fill(" WHEN $ THEN $", out, clause.getOperand(), clause.getResult());
    }
  }

  private SqlWriter otherwise(Optional<Expression> value, SqlWriter out) {
    value.ifPresent(last -> fill(" ELSE $", out, last));
    return out.add(" END)");
  }

  @Override
  protected SqlWriter visitTryExpression(TryExpression node, SqlWriter out) {
    return fill("TRY($)", out.from(node), node.getInnerExpression());
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
    return fill(macro + "($, $)", out.from(node), node.getBase(), node.getIndex());
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
