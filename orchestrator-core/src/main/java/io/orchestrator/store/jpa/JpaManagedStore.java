package io.orchestrator.store.jpa;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Managed;
import io.orchestrator.store.ManagedStore;
import io.orchestrator.store.StoreRefusedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;

/** The things of one kind that admins manage, in a table of their own. */
record JpaManagedStore<T extends Managed, E>(
    Kind kind, Rows<T, E> rows, AuditRepository audit, JpaTransactions transactions)
    implements ManagedStore<T> {
  /**
   * A table and how values stand in it.
   *
   * @param key the attribute that is the name
   */
  record Rows<T, E>(
      JpaRepository<E, String> table, String key, Function<T, E> write, Function<E, T> read) {}

  @Override
  public Optional<T> find(String name) {
    return transactions.run(() -> rows.table().findById(name)).map(rows.read());
  }

  @Override
  public List<T> all() {
    return transactions.run(() -> rows.table().findAll(Sort.by(rows.key()))).stream()
        .map(rows.read())
        .toList();
  }

  @Override
  public boolean create(T value, String actor) {
    value.require();
    E row = rows.write().apply(value);
    try {
      return transactions.run(
          () -> {
            boolean free = !rows.table().existsById(value.name());
            if (free) {
              transactions.insert(row);
              log(".save", value.name(), actor);
            }
            return free;
          });
    } catch (StoreRefusedException e) {
      // Somebody made it at the same moment: the unique key of the table decides.
      if (find(value.name()).isPresent()) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean save(T value, String actor) {
    value.require();
    E row = rows.write().apply(value);
    return transactions.run(
        () -> {
          boolean fresh = !rows.table().existsById(value.name());
          rows.table().save(row);
          log(".save", value.name(), actor);
          return fresh;
        });
  }

  @Override
  public boolean delete(String name, String actor) {
    kind.undeletable(name)
        .ifPresent(
            problem -> {
              throw new InvalidValueException(List.of(problem));
            });
    return transactions.run(
        () -> {
          Optional<E> known = rows.table().findById(name);
          known.ifPresent(
              row -> {
                rows.table().delete(row);
                log(".delete", name, actor);
              });
          return known.isPresent();
        });
  }

  private void log(String change, String name, String actor) {
    AuditEntity row = new AuditEntity();
    row.actor = actor;
    row.event = kind.word() + change;
    row.detail = name;
    audit.save(row);
  }
}
