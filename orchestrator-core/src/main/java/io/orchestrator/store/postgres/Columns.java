package io.orchestrator.store.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns rows into columns, for statements that take arrays. */
final class Columns {
  private Columns() {}

  static <T> List<@Nullable Object> of(
      Collection<T> rows, Function<? super T, ? extends @Nullable Object> column) {
    List<@Nullable Object> values = new ArrayList<>(rows.size());
    for (T row : rows) {
      values.add(column.apply(row));
    }
    return values;
  }
}
