package io.orchestrator.store.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A variable; its value is sealed. */
@Entity
@Table(name = "variable")
class VariableEntity {
  @Id
  @Column(name = "key")
  String key = "";

  @Column(name = "value")
  String sealedValue = "";

  @Column(name = "description")
  @Nullable String description;
}
