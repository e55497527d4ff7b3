package io.orchestrator.localaws.athena.sql.writer;

import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.DateTimeDataType;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.StringLiteral;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Times with a zone of their own, which the engine does not have: it keeps the instant only. Where
 * a statement names the zone and what it wants of the time, the time of that zone is written; where
 * it does not, an instant with the zone beside it, which no function of the engine takes for
 * something else.
 */
record Zones(ExpressionWriter expressions) {
  /** Functions that look at the clock on the wall. */
  private static final Set<String> LOCAL =
      Set.of(
          "date",
          "date_format",
          "format_datetime",
          "last_day_of_month",
          "year",
          "quarter",
          "month",
          "week",
          "week_of_year",
          "year_of_week",
          "yow",
          "day",
          "day_of_month",
          "day_of_week",
          "dow",
          "day_of_year",
          "doy",
          "hour",
          "minute",
          "second",
          "millisecond");

  private static final Set<String> INSTANT = Set.of("to_unixtime", "date_diff");
  private static final Set<String> CLOCK_UNITS = Set.of("hour", "minute", "second", "millisecond");

  /** Whether an expression says itself which zone it is in. */
  static boolean has(Expression node) {
    if (node instanceof AtTimeZone) {
      return true;
    }
    if (node instanceof ArithmeticBinaryExpression sum) {
      return sum.getRight() instanceof IntervalLiteral && has(sum.getLeft());
    }
    if (!(node instanceof FunctionCall call)) {
      return false;
    }
    List<Expression> arguments = call.getArguments();
    return switch (name(call)) {
      case "at_timezone", "with_timezone" -> arguments.size() == 2;
      case "from_unixtime" -> arguments.size() == 2;
      case "date_trunc" -> arguments.size() == 2 && has(arguments.get(1));
      case "date_add" -> arguments.size() == 3 && has(arguments.get(2));
      default -> false;
    };
  }

  private static String name(FunctionCall call) {
    return call.getName().toString().toLowerCase(Locale.ROOT);
  }

  /** Writes an argument of a function as the function wants to see it. */
  SqlWriter argument(String function, Expression node, SqlWriter out) {
    if (has(node) && LOCAL.contains(function)) {
      return local(node, out);
    }
    return INSTANT.contains(function) ? instant(node, out) : expressions.write(node, out);
  }

  /** The instant with its zone, as results show it. */
  SqlWriter write(Expression node, SqlWriter out) {
    out.from(node).add("{'$instant': ");
    instant(node, out).add(", '$zone': ");
    return zone(node, out).add("}");
  }

  /** The time on the clocks of the zone. */
  SqlWriter local(Expression node, SqlWriter out) {
    if (node instanceof FunctionCall call && name(call).equals("with_timezone")) {
      return expressions.write(call.getArguments().get(0), out.add("CAST(")).add(" AS TIMESTAMP)");
    }
    if (node instanceof FunctionCall call && name(call).equals("date_trunc")) {
      expressions.write(call.getArguments().get(0), out.from(node).add("date_trunc("));
      return local(call.getArguments().get(1), out.add(", ")).add(")");
    }
    if (addsDays(node)) {
      return sum(node, true, out);
    }
    engineZone(node, out.from(node).add("timezone("));
    return instant(node, out.add(", ")).add(")");
  }

  /** The instant; of what has no zone of its own, what the engine has. */
  SqlWriter instant(Expression node, SqlWriter out) {
    if (!has(node)) {
      return expressions.write(node, out);
    }
    boolean byClock =
        node instanceof FunctionCall call
            && (name(call).equals("with_timezone") || name(call).equals("date_trunc"));
    if (byClock || addsDays(node)) {
      engineZone(node, out.from(node).add("timezone("));
      return local(node, out.add(", ")).add(")");
    }
    if (node instanceof AtTimeZone at) {
      return instant(at.getValue(), out.add("CAST(")).add(" AS TIMESTAMPTZ)");
    }
    if (node instanceof FunctionCall call && name(call).equals("at_timezone")) {
      return instant(call.getArguments().get(0), out.add("CAST(")).add(" AS TIMESTAMPTZ)");
    }
    if (node instanceof FunctionCall call && name(call).equals("from_unixtime")) {
      return expressions.write(call.getArguments().get(0), out.add("to_timestamp(")).add(")");
    }
    return sum(node, false, out);
  }

  /** The zone as the engine knows it: an offset needs a name. */
  private SqlWriter engineZone(Expression node, SqlWriter out) {
    return zone(node, out.add("regexp_replace(")).add(", '^([+-])', 'UTC\\1')");
  }

  private SqlWriter zone(Expression node, SqlWriter out) {
    if (node instanceof AtTimeZone at) {
      return expressions.write(at.getTimeZone(), out);
    }
    if (node instanceof ArithmeticBinaryExpression sum) {
      return zone(sum.getLeft(), out);
    }
    FunctionCall call = (FunctionCall) node;
    Expression last = call.getArguments().get(call.getArguments().size() - 1);
    return has(last) ? zone(last, out) : expressions.write(last, out);
  }

  /** Days and longer are counted on the calendar of the zone, hours and shorter are not. */
  private static boolean addsDays(Expression node) {
    if (node instanceof FunctionCall call && name(call).equals("date_add")) {
      return !(call.getArguments().get(0) instanceof StringLiteral unit
          && CLOCK_UNITS.contains(unit.getValue().toLowerCase(Locale.ROOT)));
    }
    return node instanceof ArithmeticBinaryExpression sum
        && sum.getRight() instanceof IntervalLiteral interval
        && interval.isYearToMonth();
  }

  private SqlWriter sum(Expression node, boolean byClock, SqlWriter out) {
    if (node instanceof ArithmeticBinaryExpression sum) {
      part(sum.getLeft(), byClock, out.add("(")).add(" " + sum.getOperator().getValue() + " ");
      return expressions.write(sum.getRight(), out).add(")");
    }
    List<Expression> arguments = ((FunctionCall) node).getArguments();
    part(arguments.get(2), byClock, out.from(node).add("(")).add(" + trino_interval(");
    expressions.write(arguments.get(0), out).add(", ");
    return expressions.write(arguments.get(1), out).add("))");
  }

  private SqlWriter part(Expression node, boolean byClock, SqlWriter out) {
    return byClock ? local(node, out) : instant(node, out);
  }

  /** A conversion of a time with a zone. */
  SqlWriter cast(Cast node, String type, SqlWriter out) {
    Expression value = node.getExpression();
    if (type.equals("VARCHAR")) {
      local(value, out.add("(trino_text(")).add(") || ' ' || ");
      return zone(value, out).add(")");
    }
    boolean keepsInstant = node.getType() instanceof DateTimeDataType time && time.isWithTimeZone();
    return keepsInstant
        ? write(value, out)
        : local(value, out.add("CAST(")).add(" AS " + type + ")");
  }
}
