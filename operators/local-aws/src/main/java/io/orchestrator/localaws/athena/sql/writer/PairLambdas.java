package io.orchestrator.localaws.athena.sql.writer;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LambdaExpression;
import java.util.List;
import java.util.Optional;

/** Functions whose lambda takes two values that lie side by side, which the engine's cannot. */
record PairLambdas(ExpressionWriter expressions) {
  /** Empty when the arguments do not fit. */
  Optional<SqlWriter> write(FunctionCall node, String name, SqlWriter out) {
    List<Expression> arguments = node.getArguments();
    boolean zip = name.equals("zip_with");
    if (arguments.size() != (zip ? 3 : 2)
        || !(arguments.get(arguments.size() - 1) instanceof LambdaExpression lambda)
        || lambda.getArguments().size() != 2) {
      return Optional.empty();
    }
    Expression first = arguments.get(0);
    out.from(node);
    switch (name) {
      case "zip_with" -> {
        expressions.write(first, out.add("list_transform(list_zip("));
        expressions.write(arguments.get(1), out.add(", "));
        body(lambda, "trino_p[1]", "trino_p[2]", out.add(")")).add(")");
      }
      case "map_filter" -> {
        expressions.write(first, out.add("map_from_entries(list_filter(map_entries("));
        body(lambda, "trino_p.key", "trino_p.value", out.add(")")).add("))");
      }
      case "transform_values" -> {
        expressions.write(first, out.add("map(map_keys("));
        expressions.write(first, out.add("), list_transform(map_entries("));
        body(lambda, "trino_p.key", "trino_p.value", out.add(")")).add("))");
      }
      default -> {
        expressions.write(first, out.add("map(list_transform(map_entries("));
        body(lambda, "trino_p.key", "trino_p.value", out.add(")"));
        expressions.write(first, out.add("), map_values(")).add("))");
      }
    }
    return Optional.of(out);
  }

  /** Each name of the lambda becomes the only element of a list, inside the other's. */
  private SqlWriter body(LambdaExpression lambda, String one, String other, SqlWriter out) {
    out.add(", lambda trino_p: list_transform([" + one + "], lambda ");
    expressions.write(name(lambda, 0), out).add(": list_transform([" + other + "], lambda ");
    expressions.write(name(lambda, 1), out).add(": ");
    return expressions.write(lambda.getBody(), out).add(")[1])[1]");
  }

  private static Identifier name(LambdaExpression lambda, int index) {
    return lambda.getArguments().get(index).getName();
  }
}
