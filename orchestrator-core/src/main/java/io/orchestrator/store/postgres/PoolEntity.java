package io.orchestrator.store.postgres;

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
}
