package io.orchestrator.web.api;

import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sorting, paging and matching over short lists that are read whole. */
final class Slices {
  private Slices() {}

  static <T> Page<T> of(List<T> all, PageRequest page, Sortable<T> sortable) {
    List<T> rows =
        sortable.sorted(all, page.orderBy()).skip(page.offset()).limit(page.limit()).toList();
    return new Page<>(rows, page.offset() + rows.size() < all.size(), all.size());
  }

  /** Airflow's pattern filter: case-insensitive parts, any of them; absent matches everything. */
  static boolean matches(String text, @Nullable String pattern) {
    return pattern == null
        || Stream.of(pattern.toLowerCase(Locale.ROOT).split("\\|"))
            .map(part -> part.strip().replace("%", ""))
            .anyMatch(text.toLowerCase(Locale.ROOT)::contains);
  }
}
