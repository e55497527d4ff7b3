package io.orchestrator.localaws.athena.sql.writer;

import io.trino.sql.tree.Cast;
import io.trino.sql.tree.GenericDataType;
import io.trino.sql.tree.NumericParameter;
import java.util.Locale;
import java.util.Set;

/**
 * Conversions: rounding, texts of doubles and times, and failures, are Trino's and not the
 * engine's.
 */
final class Casts {
  private static final Set<String> INTEGERS = Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT");

  private Casts() {}

  static SqlWriter write(Cast node, ExpressionWriter expressions, Zones zones, SqlWriter out) {
    String type = Types.ofTrino(node.getType());
    if (Zones.has(node.getExpression())) {
      return zones.cast(node, type, out);
    }
    if (node.isSafe()) {
      out.add("TRY(");
    }
    out.from(node);
    if (type.equals("VARCHAR")) {
      String length = length(node);
      out.add(length.isEmpty() ? "trino_text(" : "left(trino_text(");
      expressions
          .write(node.getExpression(), out)
          .add(length.isEmpty() ? ")" : "), " + length + ")");
    } else if (INTEGERS.contains(type)) {
      out.add("CAST(trino_integer(");
      String shown = type.equals("INTEGER") ? "INT" : type.toUpperCase(Locale.ROOT);
      expressions.write(node.getExpression(), out).add(", '" + shown + "') AS " + type + ")");
    } else if (type.equals("JSON")) {
      expressions.write(node.getExpression(), out.add("to_json(")).add(")");
    } else {
      expressions.write(node.getExpression(), out.add("CAST(")).add(" AS " + type + ")");
    }
    return node.isSafe() ? out.add(")") : out;
  }

  private static String length(Cast node) {
    return node.getType() instanceof GenericDataType generic
            && !generic.getArguments().isEmpty()
            && generic.getArguments().get(0) instanceof NumericParameter number
        ? number.getValue()
        : "";
  }
}
