package io.orchestrator.web.api;

import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Paging and matching over short lists that are read whole. */
final class Slices {
  private Slices() {}

  static <T> Page<T> of(List<T> all, PageRequest page) {
    int from = Math.min(page.offset(), all.size());
    int to = Math.min(from + page.limit(), all.size());
    return new Page<>(all.subList(from, to), to < all.size(), all.size());
  }

  /** Airflow's pattern filter: case-insensitive substring; absent matches everything. */
  static boolean matches(String text, @Nullable String pattern) {
    return pattern == null
        || text.toLowerCase(Locale.ROOT)
            .contains(pattern.toLowerCase(Locale.ROOT).replace("%", ""));
  }
}
