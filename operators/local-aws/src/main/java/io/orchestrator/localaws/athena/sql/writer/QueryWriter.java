package io.orchestrator.localaws.athena.sql.writer;

import io.orchestrator.localaws.athena.sql.functions.FunctionTable;
import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.AllRows;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Except;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FetchFirst;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.GroupingSets;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Intersect;
import io.trino.sql.tree.Limit;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Offset;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QueryBody;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SetOperation;
import io.trino.sql.tree.SimpleGroupBy;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Union;
import io.trino.sql.tree.Values;
import io.trino.sql.tree.WithQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes queries in the engine's SQL, tables replaced by the reading of their objects. */
public final class QueryWriter {
  private final SqlWriter out;
  private final Tables tables;
  private final FunctionTable functions;

  public QueryWriter(SqlWriter out, Tables tables, FunctionTable functions) {
    this.out = out;
    this.tables = tables;
    this.functions = functions;
  }

  public void query(Query query, Scope outer) {
    Scope scope = outer;
    if (!query.getFunctions().isEmpty()) {
      throw Failures.unsupported(query, "WITH FUNCTION");
    }
    if (query.getWith().isPresent()) {
      out.add(query.getWith().get().isRecursive() ? "WITH RECURSIVE " : "WITH ");
      List<WithQuery> named = query.getWith().get().getQueries();
      for (int i = 0; i < named.size(); i++) {
        WithQuery with = named.get(i);
        String name = name(with.getName());
        out.add(i == 0 ? "" : ", ").add(SqlWriter.quoted(name));
        with.getColumnNames().ifPresent(this::columnNames);
        out.add(" AS (");
        query(with.getQuery(), query.getWith().get().isRecursive() ? scope.with(name) : scope);
        out.add(")");
        scope = scope.with(name);
      }
      out.add(" ");
    }
    body(query.getQueryBody(), scope);
    tail(query.getOrderBy(), query.getOffset(), query.getLimit(), scope);
  }

  private void tail(
      Optional<OrderBy> order, Optional<Offset> offset, Optional<Node> limit, Scope scope) {
    ExpressionWriter expressions = expressions(scope);
    order.ifPresent(by -> new WindowWriter(expressions).orderBy(by, out.add(" ")));
    limit.ifPresent(rows -> limit(rows, expressions));
    offset.ifPresent(rows -> expressions.write(rows.getRowCount(), out.add(" OFFSET ")));
  }

  private void limit(Node node, ExpressionWriter expressions) {
    if (node instanceof Limit limit) {
      if (!(limit.getRowCount() instanceof AllRows)) {
        expressions.write(limit.getRowCount(), out.add(" LIMIT "));
      }
    } else if (node instanceof FetchFirst first && !first.isWithTies()) {
      out.add(" LIMIT ");
      first.getRowCount().ifPresentOrElse(rows -> expressions.write(rows, out), () -> out.add("1"));
    } else {
      throw Failures.unsupported(node, "WITH TIES");
    }
  }

  private void body(QueryBody body, Scope scope) {
    if (body instanceof QuerySpecification specification) {
      specification(specification, scope);
    } else if (body instanceof SetOperation operation) {
      setOperation(operation, scope);
    } else if (body instanceof TableSubquery subquery) {
      out.add("(");
      query(subquery.getQuery(), scope);
      out.add(")");
    } else if (body instanceof Values values) {
      values(values, scope);
    } else if (body instanceof Table table) {
      out.add("SELECT * FROM ");
      new RelationWriter(this, out, Pruning.NONE, scope).write(table);
    } else {
      throw Failures.unsupported(body, body.getClass().getSimpleName());
    }
  }

  private void setOperation(SetOperation operation, Scope scope) {
    String word;
    if (operation instanceof Union) {
      word = "UNION";
    } else if (operation instanceof Intersect) {
      word = "INTERSECT";
    } else if (operation instanceof Except) {
      word = "EXCEPT";
    } else {
      throw Failures.unsupported(operation, operation.getClass().getSimpleName());
    }
    String separator = " " + word + (operation.isDistinct() ? " " : " ALL ");
    out.list(
        operation.getRelations(),
        separator,
        relation -> {
          out.add("(");
          body((QueryBody) relation, scope);
          out.add(")");
        });
  }

  private void values(Values values, Scope scope) {
    ExpressionWriter expressions = expressions(scope);
    out.add("VALUES ")
        .list(
            values.getRows(),
            row -> {
              List<Expression> items = row instanceof Row many ? many.getItems() : List.of(row);
              out.add("(").list(items, item -> expressions.write(item, out)).add(")");
            });
  }

  private void specification(QuerySpecification select, Scope scope) {
    ExpressionWriter expressions = expressions(scope);
    out.add(select.getSelect().isDistinct() ? "SELECT DISTINCT " : "SELECT ");
    int[] column = {0};
    out.list(select.getSelect().getSelectItems(), item -> item(item, column[0]++, expressions));
    if (select.getFrom().isPresent()) {
      out.add(" FROM ");
      Pruning pruning = Pruning.of(select.getWhere());
      new RelationWriter(this, out, pruning, scope).write(select.getFrom().get());
    }
    select.getWhere().ifPresent(where -> expressions.write(where, out.add(" WHERE ")));
    select.getGroupBy().ifPresent(groupBy -> groupBy(groupBy, expressions));
    select.getHaving().ifPresent(having -> expressions.write(having, out.add(" HAVING ")));
    if (!select.getWindows().isEmpty()) {
      WindowWriter windows = new WindowWriter(expressions);
      out.add(" WINDOW ")
          .list(
              select.getWindows(),
              window -> {
                expressions.write(window.getName(), out).add(" AS ");
                windows.write(window.getWindow(), out);
              });
    }
    tail(select.getOrderBy(), select.getOffset(), select.getLimit(), scope);
  }

  /** A column without a name gets Trino's, {@code _col0} by its place. */
  private void item(SelectItem item, int place, ExpressionWriter expressions) {
    if (item instanceof AllColumns all) {
      if (!all.getAliases().isEmpty()) {
        throw Failures.unsupported(all, "Aliases of *");
      }
      all.getTarget().ifPresent(target -> expressions.write(target, out).add("."));
      out.from(all).add("*");
      return;
    }
    SingleColumn column = (SingleColumn) item;
    expressions.write(column.getExpression(), out);
    Optional<String> alias = column.getAlias().map(QueryWriter::name);
    if (alias.isPresent()) {
      out.add(" AS ").add(SqlWriter.quoted(alias.get()));
    } else if (!(column.getExpression() instanceof Identifier)
        && !(column.getExpression() instanceof DereferenceExpression)) {
      out.add(" AS ").add(SqlWriter.quoted("_col" + place));
    }
  }

  private void groupBy(GroupBy groupBy, ExpressionWriter expressions) {
    out.add(" GROUP BY ")
        .list(groupBy.getGroupingElements(), element -> groupingElement(element, expressions));
  }

  private void groupingElement(GroupingElement element, ExpressionWriter expressions) {
    if (element instanceof SimpleGroupBy simple) {
      List<Expression> keys = simple.getExpressions();
      if (keys.isEmpty()) {
        out.add("()");
      }
      out.list(keys, key -> expressions.write(key, out));
      return;
    }
    GroupingSets sets = (GroupingSets) element;
    out.add(
        switch (sets.getType()) {
          case EXPLICIT -> "GROUPING SETS (";
          case ROLLUP -> "ROLLUP (";
          case CUBE -> "CUBE (";
        });
    out.list(
            sets.getSets(),
            set -> out.add("(").list(set, key -> expressions.write(key, out)).add(")"))
        .add(")");
  }

  void columnNames(List<Identifier> names) {
    out.add("(").list(names, id -> out.add(SqlWriter.quoted(name(id)))).add(")");
  }

  /** A condition on partition keys alone, in the engine's words. */
  String condition(Expression condition, Scope scope) {
    SqlWriter aside = new SqlWriter();
    QueryWriter writer = new QueryWriter(aside, tables, functions);
    return writer.expressions(scope).write(condition, aside).sql();
  }

  Tables tables() {
    return tables;
  }

  ExpressionWriter expressions(Scope scope) {
    return new ExpressionWriter(this, scope, functions);
  }

  void relation(Relation relation, Scope scope) {
    body((QueryBody) relation, scope);
  }

  public static String name(Identifier identifier) {
    return identifier.getValue().toLowerCase(Locale.ROOT);
  }
}
