package io.orchestrator.localaws.athena.sql.writer;

import io.orchestrator.localaws.athena.sql.functions.FunctionTable;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes calls of functions, aggregates and windows. */
final class FunctionWriter {
  private final ExpressionWriter expressions;
  private final FunctionTable table;
  private final Zones zones;
  private final PairLambdas pairs;
  private final WindowWriter windows;

  FunctionWriter(ExpressionWriter expressions, FunctionTable table) {
    this.expressions = expressions;
    this.table = table;
    this.zones = new Zones(expressions);
    this.pairs = new PairLambdas(expressions);
    this.windows = new WindowWriter(expressions);
  }

  SqlWriter call(FunctionCall node, SqlWriter out) {
    String name = node.getName().toString().toLowerCase(Locale.ROOT);
    List<Expression> arguments = node.getArguments();
    if (node.getProcessingMode().isPresent()) {
      throw Failures.unsupported(node, "Pattern recognition");
    }
    Optional<String> aggregate = table.aggregate(name, arguments.size());
    if (aggregate.isPresent()) {
      return aggregate(node, aggregate.get(), out);
    }
    if (node.getWindow().isPresent() || node.getFilter().isPresent() || node.isDistinct()) {
      throw unknown(node, name);
    }
    return switch (name) {
      case "concat" ->
          out.from(node)
              .add("(")
              .list(arguments, " || ", argument -> expressions.write(argument, out))
              .add(")");
      case "greatest", "least" -> extreme(node, name, out);
      case "reduce" -> reduce(node, out);
      case "map_agg" -> mapOf(node, out);
      case "zip_with", "map_filter", "transform_keys", "transform_values" ->
          pairs.write(node, name, out).orElseThrow(() -> unknown(node, name));
      default -> scalar(node, name, arguments, out);
    };
  }

  /** A function by its template, each argument written where the template wants it. */
  SqlWriter scalar(Node node, String name, List<Expression> arguments, SqlWriter out) {
    String template = table.scalar(name, arguments.size()).orElseThrow(() -> unknown(node, name));
    out.from(node);
    int typed = typed(name);
    if (typed < 0 || !aggregated(arguments.get(typed))) {
      fill(name, template, arguments, out);
      return out;
    }
    // The engine chooses a macro by type, and knows no type of an aggregate; of a variable it does.
    expressions.write(arguments.get(typed), out.add("list_transform([")).add("], lambda trino_v: ");
    List<Expression> others = new ArrayList<>(arguments);
    others.set(typed, new Identifier("trino_v"));
    fill(name, template, others, out);
    return out.add(")[1]");
  }

  /** Which argument's type decides what the function gives; −1 when none does. */
  private static int typed(String function) {
    return switch (function) {
      case "to_iso8601", "sequence", "+interval", "-interval" -> 0;
      case "date_trunc" -> 1;
      case "date_add" -> 2;
      default -> -1;
    };
  }

  /** Whether there is an aggregate in it, whose type the engine does not know. */
  boolean aggregated(Node node) {
    boolean here =
        node instanceof FunctionCall call
            && table
                .aggregate(
                    call.getName().toString().toLowerCase(Locale.ROOT), call.getArguments().size())
                .isPresent();
    return here || node.getChildren().stream().anyMatch(this::aggregated);
  }

  private void fill(String name, String template, List<Expression> arguments, SqlWriter out) {
    int at = 0;
    while (true) {
      int mark = template.indexOf('$', at);
      if (mark < 0) {
        out.add(template.substring(at));
        return;
      }
      out.add(template.substring(at, mark));
      char which = template.charAt(mark + 1);
      if (which == '*') {
        out.list(arguments, argument -> zones.argument(name, argument, out));
      } else {
        zones.argument(name, arguments.get(which - '1'), out);
      }
      at = mark + 2;
    }
  }

  private RuntimeException unknown(Node node, String name) {
    return Failures.at(
        node,
        "FUNCTION_NOT_FOUND",
        table.knows(name)
            ? "Unexpected parameters for function " + name
            : "Function '" + name + "' not registered");
  }

  /** Null when one of the values is null, unlike the engine's own. */
  private SqlWriter extreme(FunctionCall node, String name, SqlWriter out) {
    out.from(node).add("(CASE WHEN ");
    out.list(
        node.getArguments(),
        " OR ",
        argument -> expressions.write(argument, out.add("(")).add(") IS NULL"));
    return out.add(" THEN NULL ELSE " + name + "(")
        .list(node.getArguments(), argument -> expressions.write(argument, out))
        .add(") END)");
  }

  private SqlWriter reduce(FunctionCall node, SqlWriter out) {
    List<Expression> arguments = node.getArguments();
    if (arguments.size() != 4 || !(arguments.get(3) instanceof LambdaExpression)) {
      throw unknown(node, "reduce");
    }
    out.from(node).add("list_transform([list_reduce(");
    expressions.write(arguments.get(0), out).add(", ");
    expressions.write(arguments.get(2), out).add(", ");
    expressions.write(arguments.get(1), out).add(")], ");
    return expressions.write(arguments.get(3), out).add(")[1]");
  }

  /** Of several values of a key the first stays; rows whose key is null are left out. */
  private SqlWriter mapOf(FunctionCall node, SqlWriter out) {
    out.from(node).add("trino_map_of({'k': list(");
    expressions.write(node.getArguments().get(0), out).add("), 'v': list(");
    return expressions.write(node.getArguments().get(1), out).add(")})");
  }

  private SqlWriter aggregate(FunctionCall node, String template, SqlWriter out) {
    out.from(node);
    int open = template.indexOf('(');
    int close = template.lastIndexOf(')');
    String head = template.substring(0, open + 1);
    out.add(node.isDistinct() && !template.contains("DISTINCT") ? head + "DISTINCT " : head);
    fill("", template.substring(open + 1, close), node.getArguments(), out);
    node.getOrderBy().ifPresent(order -> windows.orderBy(order, out.add(" ")));
    node.getNullTreatment()
        .ifPresent(
            nulls ->
                out.add(
                    nulls == FunctionCall.NullTreatment.IGNORE
                        ? " IGNORE NULLS"
                        : " RESPECT NULLS"));
    out.add(")");
    node.getFilter()
        .ifPresent(filter -> expressions.write(filter, out.add(" FILTER (WHERE ")).add(")"));
    node.getWindow().ifPresent(window -> windows.write(window, out.add(" OVER ")));
    return out;
  }
}
