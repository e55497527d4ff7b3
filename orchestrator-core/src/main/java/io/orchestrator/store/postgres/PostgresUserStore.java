package io.orchestrator.store.postgres;

import io.orchestrator.store.UserStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.data.domain.Sort;

/** Users in the table {@code app_user}. */
final class PostgresUserStore implements UserStore {
  private final UserRepository rows;
  private final Administration administration;

  PostgresUserStore(UserRepository rows, Administration administration) {
    this.rows = rows;
    this.administration = administration;
  }

  @Override
  public Optional<User> find(String username) {
    return administration.run(() -> rows.findById(username)).map(PostgresUserStore::user);
  }

  @Override
  public List<User> all() {
    return administration.run(() -> rows.findAll(Sort.by("username"))).stream()
        .map(PostgresUserStore::user)
        .toList();
  }

  @Override
  public boolean save(User user) {
    return administration.save(
        rows,
        user.username(),
        UserEntity::new,
        row -> {
          row.username = user.username();
          row.passwordHash = user.passwordHash();
          row.role = user.role().name().toLowerCase(Locale.ROOT);
        });
  }

  @Override
  public boolean delete(String username) {
    return administration.delete(rows, username);
  }

  private static User user(UserEntity row) {
    return new User(
        row.username, row.passwordHash, Role.valueOf(row.role.toUpperCase(Locale.ROOT)));
  }
}
