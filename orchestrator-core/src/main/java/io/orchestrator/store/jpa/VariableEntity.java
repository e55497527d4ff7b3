package io.orchestrator.store.jpa;

import io.orchestrator.administration.Variable;
import io.orchestrator.connection.SecretBox;
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

  static VariableEntity of(Variable variable, SecretBox box) {
    VariableEntity row = new VariableEntity();
    row.key = variable.key();
    row.sealedValue = box.seal(variable.value(), row.context());
    row.description = variable.description();
    return row;
  }

  Variable value(SecretBox box) {
    return new Variable(key, box.open(sealedValue, context()), description);
  }

  private String context() {
    return "variable/" + key;
  }
}
