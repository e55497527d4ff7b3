package io.orchestrator.store.memory;

import io.orchestrator.store.UserStore;
import java.util.List;
import java.util.Optional;

/** People who may log in. */
final class InMemoryUserStore implements UserStore {
  private final InMemoryStore store;
  private final Table<String, User> rows;

  InMemoryUserStore(InMemoryStore store, Table<String, User> rows) {
    this.store = store;
    this.rows = rows;
  }

  @Override
  public Optional<User> find(String username) {
    return store.alone(() -> rows.find(username));
  }

  @Override
  public List<User> all() {
    return store.alone(() -> List.copyOf(rows.all()));
  }

  @Override
  public boolean save(User user) {
    return store.alone(() -> rows.put(user.username(), user));
  }

  @Override
  public boolean delete(String username) {
    return store.alone(() -> rows.remove(username));
  }
}
