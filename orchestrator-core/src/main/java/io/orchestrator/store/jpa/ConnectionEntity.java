package io.orchestrator.store.jpa;

import io.orchestrator.connection.Connection;
import io.orchestrator.connection.Connection.Credentials;
import io.orchestrator.connection.Connection.Endpoint;
import io.orchestrator.connection.SecretBox;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A connection; password and extra are sealed. */
@Entity
@Table(name = "connection")
class ConnectionEntity {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

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

  static ConnectionEntity of(Connection connection, SecretBox box) {
    ConnectionEntity row = new ConnectionEntity();
    row.connectionId = connection.connectionId();
    row.connType = connection.connType();
    row.description = connection.description();
    row.host = connection.host();
    row.port = connection.port();
    row.schema = connection.schema();
    row.login = connection.login();
    row.sealedPassword = row.seal(box, connection.password(), "password");
    Map<String, Object> extra = connection.extra();
    row.sealedExtra =
        row.seal(
            box, extra.isEmpty() ? null : JsonMapper.shared().writeValueAsString(extra), "extra");
    return row;
  }

  Connection value(SecretBox box) {
    String json = open(box, sealedExtra, "extra");
    return new Connection(
        connectionId,
        connType,
        description,
        new Endpoint(host, port, schema),
        new Credentials(login, open(box, sealedPassword, "password")),
        json == null ? Map.of() : JsonMapper.shared().readValue(json, OBJECT));
  }

  private @Nullable String seal(SecretBox box, @Nullable String plain, String part) {
    return plain == null ? null : box.seal(plain, context(part));
  }

  private @Nullable String open(SecretBox box, @Nullable String sealed, String part) {
    return sealed == null ? null : box.open(sealed, context(part));
  }

  private String context(String part) {
    return "connection/" + connectionId + "/" + part;
  }
}
