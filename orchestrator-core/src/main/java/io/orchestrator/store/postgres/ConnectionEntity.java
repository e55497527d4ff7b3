package io.orchestrator.store.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A connection; password and extra are sealed. */
@Entity
@Table(name = "connection")
class ConnectionEntity {
  @Id
  @Column(name = "connection_id")
  String connectionId = "";

  @Column(name = "conn_type")
  String connType = "";

  @Column(name = "description")
  @Nullable String description;

  @Column(name = "host")
  @Nullable String host;

  @Column(name = "login")
  @Nullable String login;

  @Column(name = "password")
  @Nullable String sealedPassword;

  @Column(name = "schema_name")
  @Nullable String schema;

  @Column(name = "port")
  @Nullable Integer port;

  @Column(name = "extra")
  @Nullable String sealedExtra;
}
