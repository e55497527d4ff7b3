package io.orchestrator.store.memory;

import io.orchestrator.connection.Connection;
import io.orchestrator.store.ConnectionStore;
import java.util.List;
import java.util.Optional;

/** Connections. */
final class InMemoryConnectionStore implements ConnectionStore {
  private final InMemoryStore store;
  private final Table<String, Connection> rows;

  InMemoryConnectionStore(InMemoryStore store, Table<String, Connection> rows) {
    this.store = store;
    this.rows = rows;
  }

  @Override
  public Optional<Connection> find(String connectionId) {
    return store.alone(() -> rows.find(connectionId));
  }

  @Override
  public List<Connection> all() {
    return store.alone(() -> List.copyOf(rows.all()));
  }

  @Override
  public boolean save(Connection connection) {
    return store.alone(() -> rows.put(connection.connectionId(), connection));
  }

  @Override
  public boolean delete(String connectionId) {
    return store.alone(() -> rows.remove(connectionId));
  }
}
