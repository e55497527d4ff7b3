package io.orchestrator.web.api;

import io.orchestrator.store.PageRequest.Sort;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a list that is read whole can be sorted by, under Airflow's names. */
final class Sortable<T> {
  private final Map<String, Attribute<T>> attributes = new TreeMap<>();

  /** Orders rows by one attribute; rows without it come last, and first in descending order. */
  private interface Attribute<T> {
    Comparator<T> order(boolean descending);
  }

  <V extends Comparable<? super V>> Sortable<T> by(
      String name, Function<T, @Nullable V> attribute) {
    attributes.put(
        name,
        descending ->
            Comparator.comparing(
                attribute,
                descending
                    ? Comparator.nullsFirst(Comparator.<V>reverseOrder())
                    : Comparator.nullsLast(Comparator.<V>naturalOrder())));
    return this;
  }

  /** The rows in the wanted order; what it leaves open stays as it was. */
  Stream<T> sorted(List<T> rows, List<Sort> wanted) {
    return wanted.stream()
        .map(this::order)
        .reduce(Comparator::thenComparing)
        .map(order -> rows.stream().sorted(order))
        .orElseGet(rows::stream);
  }

  private Comparator<T> order(Sort sort) {
    Attribute<T> attribute = attributes.get(sort.attribute());
    if (attribute == null) {
      throw ApiException.badRequest(
          "bad_sort",
          "This list cannot be sorted by %s. Nothing was read. Sort it by %s."
              .formatted(sort.attribute(), String.join(", ", attributes.keySet())));
    }
    return attribute.order(sort.descending());
  }
}
