package io.orchestrator.store.memory;

import io.orchestrator.store.VariableStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Variables. */
final class InMemoryVariableStore implements VariableStore {
  private static final int MAX_BYTES = 64 * 1024;
  private final InMemoryStore store;
  private final Table<String, Variable> rows;

  InMemoryVariableStore(InMemoryStore store, Table<String, Variable> rows) {
    this.store = store;
    this.rows = rows;
  }

  @Override
  public Optional<Variable> find(String key) {
    return store.alone(() -> rows.find(key));
  }

  @Override
  public List<Variable> all() {
    return store.alone(() -> List.copyOf(rows.all()));
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
    return store.alone(() -> rows.put(variable.key(), variable));
  }

  @Override
  public boolean delete(String key) {
    return store.alone(() -> rows.remove(key));
  }
}
