package io.orchestrator.store.postgres;

import io.orchestrator.connection.SecretBox;
import io.orchestrator.store.VariableStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Sort;

/** Variables in the table {@code variable}. */
final class PostgresVariableStore implements VariableStore {
  private static final int MAX_BYTES = 64 * 1024;

  private final VariableRepository rows;
  private final SecretBox secrets;
  private final Administration administration;

  PostgresVariableStore(VariableRepository rows, SecretBox secrets, Administration administration) {
    this.rows = rows;
    this.secrets = secrets;
    this.administration = administration;
  }

  @Override
  public Optional<Variable> find(String key) {
    return administration.run(() -> rows.findById(key)).map(this::variable);
  }

  @Override
  public List<Variable> all() {
    return administration.run(() -> rows.findAll(Sort.by("key"))).stream()
        .map(this::variable)
        .toList();
  }

  @Override
  public boolean save(Variable variable) {
    int size = variable.value().getBytes(StandardCharsets.UTF_8).length;
    if (size > MAX_BYTES) {
      throw new IllegalArgumentException(
          "The value of variable "
              + variable.key()
              + " has "
              + size
              + " bytes; the limit is "
              + MAX_BYTES
              + ". Nothing was changed. Keep large values in files or an object store.");
    }
    String sealed = secrets.seal(variable.value(), context(variable.key()));
    return administration.save(
        rows,
        variable.key(),
        VariableEntity::new,
        row -> {
          row.key = variable.key();
          row.sealedValue = sealed;
          row.description = variable.description();
        });
  }

  @Override
  public boolean delete(String key) {
    return administration.delete(rows, key);
  }

  private Variable variable(VariableEntity row) {
    return new Variable(row.key, secrets.open(row.sealedValue, context(row.key)), row.description);
  }

  private static String context(String key) {
    return "variable/" + key;
  }
}
