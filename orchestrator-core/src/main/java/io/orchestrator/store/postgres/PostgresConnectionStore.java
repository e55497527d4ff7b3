package io.orchestrator.store.postgres;

import io.orchestrator.connection.Connection;
import io.orchestrator.connection.SecretBox;
import io.orchestrator.store.ConnectionStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/** Connections in the table {@code connection}. */
final class PostgresConnectionStore implements ConnectionStore {
  private final ConnectionRepository rows;
  private final SecretBox secrets;
  private final Administration administration;

  PostgresConnectionStore(
      ConnectionRepository rows, SecretBox secrets, Administration administration) {
    this.rows = rows;
    this.secrets = secrets;
    this.administration = administration;
  }

  @Override
  public Optional<Connection> find(String connectionId) {
    return administration.run(() -> rows.findById(connectionId)).map(this::connection);
  }

  @Override
  public List<Connection> all() {
    return administration.run(() -> rows.findAll(Sort.by("connectionId"))).stream()
        .map(this::connection)
        .toList();
  }

  @Override
  public boolean save(Connection connection) {
    String id = connection.connectionId();
    String password = seal(connection.password(), id, "password");
    String extra =
        connection.extra().isEmpty() ? null : seal(Json.write(connection.extra()), id, "extra");
    return administration.save(
        rows,
        id,
        ConnectionEntity::new,
        row -> {
          row.connectionId = id;
          row.connType = connection.connType();
          row.description = connection.description();
          row.host = connection.host();
          row.login = connection.login();
          row.sealedPassword = password;
          row.schema = connection.schema();
          row.port = connection.port();
          row.sealedExtra = extra;
        });
  }

  @Override
  public boolean delete(String connectionId) {
    return administration.delete(rows, connectionId);
  }

  private Connection connection(ConnectionEntity row) {
    return new Connection(
        row.connectionId,
        row.connType,
        row.description,
        row.host,
        row.login,
        open(row.sealedPassword, row.connectionId, "password"),
        row.schema,
        row.port,
        Json.object(open(row.sealedExtra, row.connectionId, "extra")));
  }

  private @Nullable String seal(@Nullable String plain, String id, String part) {
    return plain == null ? null : secrets.seal(plain, context(id, part));
  }

  private @Nullable String open(@Nullable String sealed, String id, String part) {
    return sealed == null ? null : secrets.open(sealed, context(id, part));
  }

  private static String context(String id, String part) {
    return "connection/" + id + "/" + part;
  }
}
