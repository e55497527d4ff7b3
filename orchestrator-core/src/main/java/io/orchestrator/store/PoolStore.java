package io.orchestrator.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pools: named budgets of slots. {@code default_pool} always exists. */
public interface PoolStore {
  /**
   * One pool.
   *
   * @param slots −1 for unlimited
   */
  record Pool(String name, int slots, @Nullable String description, boolean includeDeferred) {}

  Optional<Pool> find(String name);

  List<Pool> all();

  /** Creates or replaces. Returns whether it was new. */
  boolean save(Pool pool);

  /**
   * Returns false when there was none.
   *
   * @throws IllegalArgumentException for the default pool
   */
  boolean delete(String name);
}
