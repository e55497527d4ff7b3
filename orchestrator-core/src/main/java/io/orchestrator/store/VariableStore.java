package io.orchestrator.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Variables: small settings that DAGs read. Values are text, at most 64 KiB, encrypted at rest. */
public interface VariableStore {
  /** One variable. */
  record Variable(String key, String value, @Nullable String description) {}

  Optional<Variable> find(String key);

  List<Variable> all();

  /** Creates or replaces. Returns whether it was new. */
  boolean save(Variable variable);

  /** Returns false when there was none. */
  boolean delete(String key);
}
