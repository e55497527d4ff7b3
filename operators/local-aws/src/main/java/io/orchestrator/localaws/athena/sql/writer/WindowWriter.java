package io.orchestrator.localaws.athena.sql.writer;

import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.Window;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowReference;
import io.trino.sql.tree.WindowSpecification;

/** Writes orders and windows. */
record WindowWriter(ExpressionWriter expressions) {
  void orderBy(OrderBy order, SqlWriter out) {
    out.add("ORDER BY ").list(order.getSortItems(), item -> sortItem(item, out));
  }

  private void sortItem(SortItem item, SqlWriter out) {
    expressions.write(item.getSortKey(), out);
    out.add(item.getOrdering() == SortItem.Ordering.DESCENDING ? " DESC" : " ASC");
    // Trino puts nulls last in both directions.
    out.add(item.getNullOrdering() == SortItem.NullOrdering.FIRST ? " NULLS FIRST" : " NULLS LAST");
  }

  void write(Window window, SqlWriter out) {
    if (window instanceof WindowReference reference) {
      expressions.write(reference.getName(), out);
      return;
    }
    WindowSpecification specification = (WindowSpecification) window;
    out.add("(");
    specification.getExistingWindowName().ifPresent(name -> expressions.write(name, out).add(" "));
    if (!specification.getPartitionBy().isEmpty()) {
      out.add("PARTITION BY ")
          .list(specification.getPartitionBy(), key -> expressions.write(key, out))
          .add(" ");
    }
    specification.getOrderBy().ifPresent(order -> orderBy(order, out));
    specification.getFrame().ifPresent(frame -> frame(frame, out.add(" ")));
    out.add(")");
  }

  private void frame(WindowFrame frame, SqlWriter out) {
    if (frame.getPattern().isPresent()) {
      throw Failures.unsupported(frame, "Pattern recognition");
    }
    out.add(frame.getType().name());
    if (frame.getEnd().isPresent()) {
      bound(frame.getStart(), out.add(" BETWEEN "));
      bound(frame.getEnd().get(), out.add(" AND "));
    } else {
      bound(frame.getStart(), out.add(" "));
    }
  }

  private void bound(FrameBound bound, SqlWriter out) {
    bound.getValue().ifPresent(value -> expressions.write(value, out).add(" "));
    out.add(
        switch (bound.getType()) {
          case UNBOUNDED_PRECEDING -> "UNBOUNDED PRECEDING";
          case PRECEDING -> "PRECEDING";
          case CURRENT_ROW -> "CURRENT ROW";
          case FOLLOWING -> "FOLLOWING";
          case UNBOUNDED_FOLLOWING -> "UNBOUNDED FOLLOWING";
        });
  }
}
