package io.orchestrator.store.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

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
}
