package io.orchestrator.localaws.athena.sql.writer;

import io.trino.sql.tree.BinaryLiteral;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.CharLiteral;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DoubleLiteral;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.NullLiteral;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.TimestampLiteral;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Constants in the engine's SQL. */
final class Literals {
  private static final Set<String> TYPED =
      Set.of("DATE", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "DOUBLE", "REAL", "JSON");

  private Literals() {}

  static String text(Literal node) {
    if (node instanceof StringLiteral string) {
      return SqlWriter.literal(string.getValue());
    }
    if (node instanceof CharLiteral string) {
      return SqlWriter.literal(string.getValue());
    }
    if (node instanceof LongLiteral number) {
      return Long.toString(number.getParsedValue());
    }
    if (node instanceof DecimalLiteral number) {
      return number.getValue();
    }
    if (node instanceof DoubleLiteral number) {
      return "CAST(" + number.getValue() + " AS DOUBLE)";
    }
    if (node instanceof BooleanLiteral truth) {
      return Boolean.toString(truth.getValue());
    }
    if (node instanceof NullLiteral) {
      return "NULL";
    }
    if (node instanceof TimestampLiteral time) {
      return timestamp(time);
    }
    if (node instanceof IntervalLiteral interval) {
      return interval(interval);
    }
    if (node instanceof BinaryLiteral binary) {
      return "unhex('" + HexFormat.of().formatHex(binary.getValue()) + "')";
    }
    if (node instanceof GenericLiteral generic
        && TYPED.contains(generic.getType().toUpperCase(Locale.ROOT))) {
      return "CAST("
          + SqlWriter.literal(generic.getValue())
          + " AS "
          + generic.getType().toUpperCase(Locale.ROOT)
          + ")";
    }
    throw Failures.unsupported(node, "Literal " + node);
  }

  private static String timestamp(TimestampLiteral time) {
    boolean zoned = !time.getValue().matches("[0-9: .-]+");
    String type = zoned ? "TIMESTAMPTZ" : "TIMESTAMP";
    return "CAST(" + SqlWriter.literal(time.getValue()) + " AS " + type + ")";
  }

  private static String interval(IntervalLiteral interval) {
    if (interval.getEndField().isPresent() || !interval.getValue().matches("\\d{1,9}")) {
      throw Failures.unsupported(interval, "Interval " + interval.getValue());
    }
    String sign = interval.getSign() == IntervalLiteral.Sign.NEGATIVE ? "-" : "";
    return "trino_interval('"
        + interval.getStartField().name().toLowerCase(Locale.ROOT)
        + "', "
        + sign
        + interval.getValue()
        + ")";
  }
}
