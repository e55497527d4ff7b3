package io.orchestrator.store.memory;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rows by key, in the order of the keys; every change can be taken back. Rows are immutable. */
final class Table<K, V> {
  private final NavigableMap<K, V> rows;
  private final Undo undo;

  Table(Comparator<? super K> order, Undo undo) {
    this.rows = new TreeMap<>(order);
    this.undo = undo;
  }

  /**
   * Has the rows of another from now on; nothing of that is taken back.
   *
   * @param other one with the same keys and rows
   */
  @SuppressWarnings("unchecked")
  void take(Table<?, ?> other) {
    rows.clear();
    rows.putAll((NavigableMap<K, V>) other.rows);
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** Inserts or replaces; returns whether the key was new. */
  boolean put(K key, V row) {
    V old = rows.put(key, row);
    if (old == null) {
      undo.add(() -> rows.remove(key));
    } else {
      undo.add(() -> rows.put(key, old));
    }
    return old == null;
  }

  /** Returns false when there was none. */
  boolean remove(K key) {
    V old = rows.remove(key);
    if (old == null) {
      return false;
    }
    undo.add(() -> rows.put(key, old));
    return true;
  }

  void removeIf(Predicate<? super V> gone) {
    List<K> keys =
        rows.entrySet().stream()
            .filter(e -> gone.test(e.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    keys.forEach(this::remove);
  }

  Collection<V> all() {
    return Collections.unmodifiableCollection(rows.values());
  }

  Stream<V> stream() {
    return rows.values().stream();
  }

  Stream<V> newestFirst() {
    return rows.descendingMap().values().stream();
  }

  /** Rows from a key on. */
  Stream<V> from(K key) {
    return rows.tailMap(key, true).values().stream();
  }
}
