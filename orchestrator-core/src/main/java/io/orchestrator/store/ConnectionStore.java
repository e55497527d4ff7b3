package io.orchestrator.store;

import io.orchestrator.connection.Connection;
import java.util.List;
import java.util.Optional;

/** Connections. Password and extra are encrypted at rest. */
public interface ConnectionStore {
  Optional<Connection> find(String connectionId);

  List<Connection> all();

  /** Creates or replaces. Returns whether it was new. */
  boolean save(Connection connection);

  boolean delete(String connectionId);
}
