package io.orchestrator.store.jpa;

import io.orchestrator.administration.Pool;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A pool. */
@Entity
@Table(name = "pool")
class PoolEntity {
  @Id
  @Column(name = "name")
  String name = "";

  @Column(name = "slots")
  int slots;

  @Column(name = "description")
  @Nullable String description;

  @Column(name = "include_deferred")
  boolean includeDeferred;

  static PoolEntity of(Pool pool) {
    PoolEntity row = new PoolEntity();
    row.name = pool.name();
    row.slots = pool.slots();
    row.description = pool.description();
    row.includeDeferred = pool.includeDeferred();
    return row;
  }

  Pool value() {
    return new Pool(name, slots, description, includeDeferred);
  }
}
