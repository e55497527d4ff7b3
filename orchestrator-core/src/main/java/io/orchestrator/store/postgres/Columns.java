package io.orchestrator.store.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a batch, each told once: its name, its type and its value in a row. They write the
 * statement that takes them as arrays, and its arguments.
 */
final class Columns<T> {
  private record Column<T>(
      String name, String type, Function<? super T, ? extends @Nullable Object> value) {}

  private final List<Column<T>> columns;

  private Columns(List<Column<T>> columns) {
    this.columns = columns;
  }

  static <T> Columns<T> none() {
    return new Columns<>(List.of());
  }

  Columns<T> with(String name, String type, Function<? super T, ? extends @Nullable Object> value) {
    return with(new Columns<>(List.of(new Column<>(name, type, value))));
  }

  Columns<T> with(Columns<T> others) {
    List<Column<T>> all = new ArrayList<>(columns);
    all.addAll(others.columns);
    return new Columns<>(all);
  }

  /** The same columns of what holds such a row. */
  <S> Columns<S> of(Function<? super S, ? extends T> row) {
    List<Column<S>> all = new ArrayList<>();
    columns.forEach(c -> all.add(new Column<>(c.name, c.type, held -> value(c, row.apply(held)))));
    return new Columns<>(all);
  }

  private static <T> @Nullable Object value(Column<T> column, T row) {
    return column.value.apply(row);
  }

  /** For example {@code unnest(?, ?) as n(id, epoch)}. */
  String unnest(String alias) {
    return "unnest(" + joined("", c -> "?") + ") as " + alias + "(" + names() + ")";
  }

  String names() {
    return joined("", Column::name);
  }

  /** For example {@code n.id, n.epoch}. */
  String names(String alias) {
    return joined(alias + ".", Column::name);
  }

  /** For example {@code state = n.state, epoch = n.epoch}. */
  String assignments(String alias) {
    return joined("", c -> c.name + " = " + alias + "." + c.name);
  }

  private String joined(String before, Function<Column<T>, String> word) {
    return columns.stream().map(c -> before + word.apply(c)).collect(Collectors.joining(", "));
  }

  /** The arguments of {@link #unnest}, in its order. */
  List<@Nullable Object> args(Collection<T> rows) {
    List<@Nullable Object> args = new ArrayList<>();
    columns.forEach(c -> args.add(Sql.array(c.type, of(rows, c.value))));
    return args;
  }

  /** One column of rows. */
  static <T> List<@Nullable Object> of(
      Collection<T> rows, Function<? super T, ? extends @Nullable Object> column) {
    List<@Nullable Object> values = new ArrayList<>(rows.size());
    for (T row : rows) {
      values.add(column.apply(row));
    }
    return values;
  }
}
