package io.orchestrator.store.memory;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Managed;
import io.orchestrator.store.ManagedStore;
import java.util.List;
import java.util.Optional;

/** The things of one kind that admins manage. */
record InMemoryManagedStore<T extends Managed>(
    InMemoryStore store, Tables tables, Kind kind, Table<String, T> rows)
    implements ManagedStore<T> {
  @Override
  public Optional<T> find(String name) {
    return store.alone(() -> rows.find(name));
  }

  @Override
  public List<T> all() {
    return store.alone(() -> List.copyOf(rows.all()));
  }

  @Override
  public boolean create(T value, String actor) {
    value.require();
    return store.alone(() -> rows.find(value.name()).isEmpty() && put(value, actor));
  }

  @Override
  public boolean save(T value, String actor) {
    value.require();
    return store.alone(() -> put(value, actor));
  }

  @Override
  public boolean delete(String name, String actor) {
    kind.undeletable(name)
        .ifPresent(
            problem -> {
              throw new InvalidValueException(List.of(problem));
            });
    return store.alone(
        () -> {
          boolean known = rows.remove(name);
          if (known) {
            raiseBook();
            audit(".delete", name, actor);
          }
          return known;
        });
  }

  private boolean put(T value, String actor) {
    audit(".save", value.name(), actor);
    raiseBook();
    return rows.put(value.name(), value);
  }

  /** A pool makes room for claims or takes it. */
  private void raiseBook() {
    if (kind == Kind.POOL) {
      tables.raiseBook();
    }
  }

  private void audit(String change, String name, String actor) {
    new InMemoryAuditStore(tables, store.now())
        .order(actor, kind.word() + change, null, null, name);
  }
}
