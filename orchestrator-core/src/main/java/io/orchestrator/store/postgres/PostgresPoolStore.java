package io.orchestrator.store.postgres;

import io.orchestrator.model.TaskLimits;
import io.orchestrator.store.PoolStore;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Sort;

/** Pools in the table {@code pool}. */
final class PostgresPoolStore implements PoolStore {
  private final PoolRepository rows;
  private final Administration administration;

  PostgresPoolStore(PoolRepository rows, Administration administration) {
    this.rows = rows;
    this.administration = administration;
  }

  @Override
  public Optional<Pool> find(String name) {
    return administration.run(() -> rows.findById(name)).map(PostgresPoolStore::pool);
  }

  @Override
  public List<Pool> all() {
    return administration.run(() -> rows.findAll(Sort.by("name"))).stream()
        .map(PostgresPoolStore::pool)
        .toList();
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
    return administration.save(
        rows,
        pool.name(),
        PoolEntity::new,
        row -> {
          row.name = pool.name();
          row.slots = pool.slots();
          row.description = pool.description();
          row.includeDeferred = pool.includeDeferred();
        });
  }

  @Override
  public boolean delete(String name) {
    if (TaskLimits.DEFAULT_POOL.equals(name)) {
      throw new IllegalArgumentException(
          "The pool default_pool cannot be deleted: tasks without a pool are in it. Nothing was"
              + " changed. Change its slots instead.");
    }
    return administration.delete(rows, name);
  }

  private static Pool pool(PoolEntity row) {
    return new Pool(row.name, row.slots, row.description, row.includeDeferred);
  }
}
