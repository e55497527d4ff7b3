package io.orchestrator.store.postgres;

import io.orchestrator.store.BadListException;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.PageRequest.Sort;
import io.orchestrator.store.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of a list, joined by "and", and the page read by them. Column names come from our own
 * code only; all values are parameters.
 */
final class Where {
  private static final int MOST_SORTS = 10;
  private static final int MOST_ALTERNATIVES = 20;

  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> args = new ArrayList<>();

  Where and(String condition, @Nullable Object... values) {
    text.append(text.isEmpty() ? " where " : " and ").append('(').append(condition).append(')');
    args.addAll(Arrays.asList(values));
    return this;
  }

  /** No condition when nothing is wanted. */
  Where oneOf(String column, String type, Collection<?> wanted) {
    return wanted.isEmpty() ? this : and(column + " = any(?)", Sql.array(type, wanted));
  }

  Where is(String column, @Nullable Object wanted) {
    return wanted == null ? this : and(column + " = ?", wanted);
  }

  Where below(String column, @Nullable Long bound) {
    return bound == null ? this : and(column + " < ?", bound);
  }

  Where within(String column, TimeRange range) {
    bound(column, ">=", range.gte());
    bound(column, ">", range.gt());
    bound(column, "<=", range.lte());
    bound(column, "<", range.lt());
    return this;
  }

  private void bound(String column, String comparison, @Nullable Instant bound) {
    if (bound != null) {
      and(column + " " + comparison + " ?", bound);
    }
  }

  /** Case-insensitive substring, {@code a | b} for either, {@code ~} for everything. */
  Where like(String column, @Nullable String pattern) {
    if (pattern == null || pattern.isBlank() || "~".equals(pattern.strip())) {
      return this;
    }
    List<String> patterns =
        Arrays.stream(pattern.split("\\|", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .limit(MOST_ALTERNATIVES)
            .map(part -> "%" + part + "%")
            .toList();
    return patterns.isEmpty() ? this : and(column + " ilike any(?)", Sql.texts(patterns));
  }

  /** Reads a page: one row more than wanted shows whether the list goes on. */
  <T> Page<T> page(Sql sql, Select select, Sql.Mapper<T> mapper, Order order, PageRequest page) {
    String sorted = order.by(page.orderBy());
    List<@Nullable Object> all = new ArrayList<>(args);
    all.add(page.limit() + 1);
    all.add(page.offset());
    List<T> rows =
        sql.list(
            "select "
                + select.columns
                + " from "
                + select.from
                + text
                + sorted
                + " limit ? offset ?",
            mapper,
            all.toArray());
    boolean more = rows.size() > page.limit();
    return new Page<>(more ? rows.subList(0, page.limit()) : rows, more, total(sql, select, page));
  }

  private long total(Sql sql, Select select, PageRequest page) {
    if (!page.counted()) {
      return Page.NOT_COUNTED;
    }
    return sql.first(
            "select count(*) as n from " + select.counted + text,
            row -> row.big("n"),
            args.toArray())
        .orElse(0L);
  }

  /**
   * What is read, and from where.
   *
   * @param counted as much of {@code from} as it takes to count the rows
   */
  record Select(String columns, String from, String counted) {
    Select(String columns, String from) {
      this(columns, from, from);
    }

    Select counting(String less) {
      return new Select(columns, from, less);
    }
  }

  /** Whether a condition is about the table with that alias. */
  boolean names(String alias) {
    return text.indexOf(alias + ".") >= 0;
  }

  /**
   * How a list may be sorted.
   *
   * @param sorts attribute to column or expression
   * @param own the list's own order, ending in a unique column; appended as tie-break
   */
  record Order(Map<String, String> sorts, String own) {
    String by(List<Sort> wanted) {
      if (wanted.size() > MOST_SORTS) {
        throw new BadListException(
            "A list can be sorted by " + MOST_SORTS + " attributes, not " + wanted.size() + ".");
      }
      StringBuilder order = new StringBuilder(" order by ");
      for (Sort sort : wanted) {
        order.append(column(sort.attribute())).append(sort.descending() ? " desc, " : ", ");
      }
      return order.append(own).toString();
    }

    private String column(String attribute) {
      String column = sorts.get(attribute);
      if (column == null) {
        throw new BadListException(
            "This list cannot be sorted by '"
                + attribute
                + "'. Nothing was read. It can be sorted by "
                + String.join(", ", new TreeSet<>(sorts.keySet()))
                + ".");
      }
      return column;
    }
  }
}
