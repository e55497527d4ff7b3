package io.orchestrator.web.ui.admin;

import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Problem;
import io.orchestrator.connection.Connection;
import io.orchestrator.connection.SecretNames;
import io.orchestrator.store.Administration;
import io.orchestrator.store.ManagedStore;
import io.orchestrator.web.administration.ExtraText;
import io.orchestrator.web.ui.admin.FormView.Input;
import io.orchestrator.web.ui.text.Json;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Connections. Passwords and secrets of extras are never sent; an empty password keeps the stored
 * one, and a mask in the extra the secret behind it.
 */
@Component
final class ConnectionPage implements ManagedPage<Connection> {
  private final ManagedStore<Connection> connections;

  ConnectionPage(Administration administration) {
    this.connections = administration.connections();
  }

  @Override
  public Kind kind() {
    return Kind.CONNECTION;
  }

  @Override
  public ManagedStore<Connection> store() {
    return connections;
  }

  @Override
  public Listed<Connection> list() {
    return Listed.of(connections.all(), ConnectionPage::row);
  }

  private static ManagedView.ConnectionRow row(Connection c) {
    String host = Objects.requireNonNullElse(c.host(), "–");
    return new ManagedView.ConnectionRow(
        ManagedView.Entry.of(c, c.description()),
        c.connType(),
        c.port() == null ? host : host + ":" + c.port(),
        Objects.requireNonNullElse(c.login(), "–"),
        c.password() == null ? "–" : Secrets.MASK,
        c.extra().isEmpty() ? "–" : String.join(", ", new TreeSet<>(c.extra().keySet())));
  }

  @Override
  public List<Input> inputs(String existing) {
    String keep = existing.isEmpty() ? "" : "Leave it empty to keep the stored one.";
    return List.of(
        Input.text("connection_id", "Id", ""),
        Input.text("conn_type", "Type", "aws, http, …"),
        Input.text("description", "Description", "optional"),
        Input.text("host", "Host", "optional"),
        Input.text("port", "Port", "optional"),
        Input.text("schema", "Schema", "optional"),
        Input.text("login", "Login", "optional"),
        Input.secret("password", "Password", keep),
        Input.json("extra", "Extra", "JSON object"));
  }

  @Override
  public Connection blank() {
    return Connection.of("", "");
  }

  @Override
  public Typed shown(Connection c) {
    return Typed.NOTHING
        .with("connection_id", c.connectionId())
        .with("conn_type", c.connType())
        .with("description", c.description())
        .with("host", c.host())
        .with("port", c.port())
        .with("schema", c.schema())
        .with("login", c.login())
        .with(
            "extra",
            c.extra().isEmpty() ? "" : Json.pretty(SecretNames.masked(c.extra(), Secrets.MASK)));
  }

  @Override
  public Connection read(Typed typed, Connection old, List<Problem> unread) {
    String password = typed.text("password");
    return Connection.of(typed.text("connection_id").strip(), typed.text("conn_type").strip())
        .withDescription(typed.optional("description"))
        .withEndpoint(typed.optional("host"), typed.number("port"), typed.optional("schema"))
        .withCredentials(typed.optional("login"), password.isBlank() ? old.password() : password)
        .withExtra(ExtraText.read(typed.text("extra"), old.extra(), Secrets.MASK, unread));
  }
}
