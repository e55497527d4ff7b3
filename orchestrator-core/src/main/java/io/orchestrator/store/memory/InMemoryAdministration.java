package io.orchestrator.store.memory;

import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Pool;
import io.orchestrator.administration.User;
import io.orchestrator.administration.Variable;
import io.orchestrator.connection.Connection;
import io.orchestrator.store.Administration;
import io.orchestrator.store.ManagedStore;

/** What admins manage. */
record InMemoryAdministration(InMemoryStore store, Tables tables) implements Administration {
  @Override
  public ManagedStore<Pool> pools() {
    return new InMemoryManagedStore<>(store, tables, Kind.POOL, tables.pools);
  }

  @Override
  public ManagedStore<Variable> variables() {
    return new InMemoryManagedStore<>(store, tables, Kind.VARIABLE, tables.variables);
  }

  @Override
  public ManagedStore<Connection> connections() {
    return new InMemoryManagedStore<>(store, tables, Kind.CONNECTION, tables.connections);
  }

  @Override
  public ManagedStore<User> users() {
    return new InMemoryManagedStore<>(store, tables, Kind.USER, tables.users);
  }
}
