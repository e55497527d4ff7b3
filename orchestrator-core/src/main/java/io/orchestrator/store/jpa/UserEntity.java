package io.orchestrator.store.jpa;

import io.orchestrator.administration.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;

/** A user; when it was made is the database's business. */
@Entity
@Table(name = "app_user")
class UserEntity {
  @Id
  @Column(name = "username")
  String username = "";

  @Column(name = "password_hash")
  String passwordHash = "";

  @Column(name = "role")
  String role = "";

  static UserEntity of(User user) {
    UserEntity row = new UserEntity();
    row.username = user.username();
    row.passwordHash = user.passwordHash();
    row.role = user.role().name().toLowerCase(Locale.ROOT);
    return row;
  }

  User value() {
    return new User(username, passwordHash, User.Role.valueOf(role.toUpperCase(Locale.ROOT)));
  }
}
