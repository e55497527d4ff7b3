package io.orchestrator.web.administration;

import io.orchestrator.connection.Connection;
import io.orchestrator.store.ConnectionStore;
import io.orchestrator.store.PoolStore;
import io.orchestrator.store.PoolStore.Pool;
import io.orchestrator.store.Store;
import io.orchestrator.store.VariableStore;
import io.orchestrator.store.VariableStore.Variable;
import org.springframework.stereotype.Component;

/**
 * Saves and deletes variables, connections and pools, and writes down who did it. A row names the
 * thing, never its value: what is stored encrypted must not be readable in the audit log.
 */
@Component
public final class AuditedChanges {
  private final VariableStore variables;
  private final ConnectionStore connections;
  private final PoolStore pools;
  private final Store store;

  AuditedChanges(
      VariableStore variables, ConnectionStore connections, PoolStore pools, Store store) {
    this.variables = variables;
    this.connections = connections;
    this.pools = pools;
    this.store = store;
  }

  public void save(Variable variable, String user) {
    variables.save(variable);
    audit(user, "variable.save", variable.key());
  }

  /** Returns false when there was none; then there is no row either. So for the others. */
  public boolean deleteVariable(String key, String user) {
    return audited(variables.delete(key), user, "variable.delete", key);
  }

  public void save(Connection connection, String user) {
    connections.save(connection);
    audit(user, "connection.save", connection.connectionId());
  }

  public boolean deleteConnection(String id, String user) {
    return audited(connections.delete(id), user, "connection.delete", id);
  }

  public void save(Pool pool, String user) {
    pools.save(pool);
    audit(user, "pool.save", pool.name());
  }

  public boolean deletePool(String name, String user) {
    return audited(pools.delete(name), user, "pool.delete", name);
  }

  private boolean audited(boolean deleted, String user, String event, String name) {
    if (deleted) {
      audit(user, event, name);
    }
    return deleted;
  }

  private void audit(String user, String event, String name) {
    store.transact(
        tx -> {
          tx.audit().order(user, event, null, null, name);
          return true;
        });
  }
}
