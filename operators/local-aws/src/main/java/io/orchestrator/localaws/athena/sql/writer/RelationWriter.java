package io.orchestrator.localaws.athena.sql.writer;

import io.orchestrator.localaws.athena.catalog.TableFormat;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JoinCriteria;
import io.trino.sql.tree.JoinOn;
import io.trino.sql.tree.JoinUsing;
import io.trino.sql.tree.Lateral;
import io.trino.sql.tree.NaturalJoin;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.SampledRelation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Unnest;
import io.trino.sql.tree.Values;
import java.util.List;
import java.util.Optional;

/** Writes what stands after FROM. */
record RelationWriter(QueryWriter queries, SqlWriter out, Pruning pruning, Scope scope) {
  void write(Relation relation) {
    write(relation, Optional.empty());
  }

  private void write(Relation relation, Optional<AliasedRelation> alias) {
    if (relation instanceof AliasedRelation aliased) {
      write(aliased.getRelation(), Optional.of(aliased));
    } else if (relation instanceof Table table) {
      table(table, alias);
    } else if (relation instanceof Join join) {
      join(join);
      alias.ifPresent(this::alias);
    } else if (relation instanceof Unnest unnest) {
      unnest(unnest, alias);
    } else if (relation instanceof TableSubquery subquery) {
      out.add("(");
      queries.query(subquery.getQuery(), scope);
      out.add(")");
      alias.ifPresent(this::alias);
    } else if (relation instanceof Values values) {
      out.add("(");
      queries.relation(values, scope);
      out.add(")");
      alias.ifPresent(this::alias);
    } else if (relation instanceof Lateral lateral) {
      out.add("LATERAL (");
      queries.query(lateral.getQuery(), scope);
      out.add(")");
      alias.ifPresent(this::alias);
    } else if (relation instanceof SampledRelation sample) {
      write(sample.getRelation(), alias);
      queries
          .expressions(scope)
          .write(sample.getSamplePercentage(), out.add(" TABLESAMPLE " + sample.getType() + " ("))
          .add(" PERCENT)");
    } else {
      throw Failures.unsupported(relation, relation.getClass().getSimpleName());
    }
  }

  /** A table, a view or a name of WITH, as something to select from. */
  private void table(Table node, Optional<AliasedRelation> alias) {
    List<String> parts = node.getName().getOriginalParts().stream().map(QueryWriter::name).toList();
    String last = parts.get(parts.size() - 1);
    if (node.getQueryPeriod().isPresent()) {
      throw Failures.unsupported(node, "Time travel");
    }
    if (parts.size() == 1 && scope.ctes().contains(last)) {
      out.from(node).add(SqlWriter.quoted(last));
    } else {
      var table = queries.tables().find(node, parts, scope.database());
      out.add("(");
      if (table.format() == TableFormat.VIEW) {
        queries.query(queries.tables().view(table), scope.ofView(table.database()));
      } else {
        String seenAs = alias.map(a -> QueryWriter.name(a.getAlias())).orElse(last);
        out.add(
            queries
                .tables()
                .reading(table, pruning, seenAs, where -> queries.condition(where, scope)));
      }
      out.add(")");
    }
    if (alias.isPresent()) {
      alias(alias.get());
    } else {
      out.add(" AS ").add(SqlWriter.quoted(last));
    }
  }

  private void alias(AliasedRelation alias) {
    out.add(" AS ").add(SqlWriter.quoted(QueryWriter.name(alias.getAlias())));
    if (alias.getColumnNames() != null) {
      queries.columnNames(alias.getColumnNames());
    }
  }

  private void join(Join join) {
    Join.Type type = join.getType();
    boolean left = type == Join.Type.RIGHT || type == Join.Type.FULL;
    boolean right = type == Join.Type.LEFT || type == Join.Type.FULL;
    out.add("(");
    side(left).write(join.getLeft());
    boolean natural = join.getCriteria().filter(NaturalJoin.class::isInstance).isPresent();
    out.add(natural ? " NATURAL" : "");
    out.add(
        switch (type) {
          case CROSS, IMPLICIT -> " CROSS JOIN ";
          case INNER -> " JOIN ";
          case LEFT -> " LEFT JOIN ";
          case RIGHT -> " RIGHT JOIN ";
          case FULL -> " FULL JOIN ";
        });
    side(right).write(join.getRight());
    join.getCriteria().ifPresent(this::criteria);
    out.add(")");
  }

  /** On the side that a join may fill with nulls, a condition says nothing about partitions. */
  private RelationWriter side(boolean optional) {
    return optional ? new RelationWriter(queries, out, Pruning.NONE, scope) : this;
  }

  private void criteria(JoinCriteria criteria) {
    if (criteria instanceof JoinOn on) {
      queries.expressions(scope).write(on.getExpression(), out.add(" ON "));
    } else if (criteria instanceof JoinUsing using) {
      out.add(" USING (")
          .list(using.getColumns(), id -> out.add(SqlWriter.quoted(QueryWriter.name(id))))
          .add(")");
    }
  }

  /**
   * Several arrays side by side, the short ones filled with nulls; one map as two columns; or one
   * array of rows as three and more. Two columns of rows cannot be told from a map here.
   */
  private void unnest(Unnest unnest, Optional<AliasedRelation> alias) {
    ExpressionWriter expressions = queries.expressions(scope);
    List<Expression> sources = unnest.getExpressions();
    List<Identifier> names =
        alias.map(AliasedRelation::getColumnNames).filter(ids -> ids != null).orElse(List.of());
    int columns = names.size() - (unnest.isWithOrdinality() ? 1 : 0);
    boolean map = sources.size() == 1 && columns == 2;
    out.add("LATERAL (SELECT ");
    if (map) {
      expressions.write(sources.get(0), out.from(unnest).add("unnest(map_keys("));
      expressions.write(sources.get(0), out.add(")), unnest(map_values(")).add("))");
    } else if (sources.size() == 1 && columns > 2) {
      expressions.write(sources.get(0), out.from(unnest).add("unnest(")).add(", max_depth := 2)");
    } else {
      out.list(
          sources, source -> expressions.write(source, out.from(unnest).add("unnest(")).add(")"));
    }
    if (unnest.isWithOrdinality()) {
      out.add(", unnest(range(1, 1 + greatest(");
      out.list(
          sources,
          source -> {
            expressions
                .write(source, out.add("coalesce(CAST(cardinality("))
                .add(") AS BIGINT), 0)");
          });
      out.add(")))");
    }
    out.add(")");
    alias.ifPresentOrElse(this::alias, () -> out.add(" AS \"unnest\""));
  }
}
