package io.orchestrator.store.memory;

import io.orchestrator.model.TaskLimits;
import io.orchestrator.store.PoolStore;
import java.util.List;
import java.util.Optional;

/** Pools. */
final class InMemoryPoolStore implements PoolStore {
  private final InMemoryStore store;
  private final Table<String, Pool> rows;

  InMemoryPoolStore(InMemoryStore store, Table<String, Pool> rows) {
    this.store = store;
    this.rows = rows;
  }

  @Override
  public Optional<Pool> find(String name) {
    return store.alone(() -> rows.find(name));
  }

  @Override
  public List<Pool> all() {
    return store.alone(() -> List.copyOf(rows.all()));
  }

  @Override
  public boolean save(Pool pool) {
    if (pool.slots() < -1) {
      throw new IllegalArgumentException(
          "Pool "
              + pool.name()
              + " cannot have "
              + pool.slots()
              + " slots. Nothing was changed. Give 0 or more, or -1 for unlimited.");
    }
    return store.alone(() -> rows.put(pool.name(), pool));
  }

  @Override
  public boolean delete(String name) {
    if (TaskLimits.DEFAULT_POOL.equals(name)) {
      throw new IllegalArgumentException(
          "The pool default_pool cannot be deleted: tasks without a pool are in it. Nothing was"
              + " changed. Change its slots instead.");
    }
    return store.alone(() -> rows.remove(name));
  }
}
