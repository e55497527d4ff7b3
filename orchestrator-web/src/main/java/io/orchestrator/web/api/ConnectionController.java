package io.orchestrator.web.api;

import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Problem;
import io.orchestrator.connection.Connection;
import io.orchestrator.connection.SecretNames;
import io.orchestrator.store.Administration;
import io.orchestrator.store.ManagedStore;
import io.orchestrator.web.administration.ExtraText;
import io.orchestrator.web.api.body.ConnectionBody;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Connections. Passwords and sensitive extras come back masked, whoever asks. */
@RestController
final class ConnectionController {
  private static final Sortable<Connection> SORTABLE =
      new Sortable<Connection>()
          .by("connection_id", Connection::connectionId)
          .by("conn_id", Connection::connectionId)
          .by("id", Connection::connectionId)
          .by("conn_type", Connection::connType)
          .by("description", Connection::description)
          .by("host", Connection::host)
          .by("port", Connection::port);
  private static final List<String> FIELDS =
      List.of("conn_type", "description", "host", "login", "password", "schema", "port", "extra");
  private final ManagedStore<Connection> store;
  private final ManagedResource<Connection> connections;
  private final JsonMapper json;

  ConnectionController(Administration administration, JsonMapper json) {
    this.store = administration.connections();
    this.connections = new ManagedResource<>(Kind.CONNECTION, store, json, FIELDS);
    this.json = json;
  }

  @GetMapping("/api/v2/connections")
  Map<String, Object> list(HttpServletRequest request) {
    ListParameters p = new ListParameters(request).without();
    String pattern = p.text("connection_id_pattern");
    List<Connection> all =
        store.all().stream().filter(c -> Slices.matches(c.connectionId(), pattern)).toList();
    return Bodies.list("connections", Slices.of(all, p.page(), SORTABLE), this::body);
  }

  @GetMapping("/api/v2/connections/{id}")
  ConnectionBody get(@PathVariable String id) {
    return body(connections.find(id));
  }

  /** Airflow: ConnectionBody. */
  @PostMapping("/api/v2/connections")
  @ResponseStatus(HttpStatus.CREATED)
  ConnectionBody create(@RequestBody ObjectNode body, Principal caller) {
    Fields fields = connections.fields(body);
    String id = fields.text("connection_id", "");
    Connection none = Connection.of(id == null ? "" : id, "");
    return body(connections.create(after(fields, none), caller));
  }

  @PatchMapping("/api/v2/connections/{id}")
  ConnectionBody change(
      @PathVariable String id,
      @RequestBody ObjectNode body,
      HttpServletRequest request,
      Principal caller) {
    Connection old = connections.find(id);
    return body(connections.save(after(connections.fields(body, id, request), old), caller));
  }

  @DeleteMapping("/api/v2/connections/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id, Principal caller) {
    connections.delete(id, caller);
  }

  private static Connection after(Fields fields, Connection old) {
    List<Problem> unread = new ArrayList<>();
    String type = fields.text("conn_type", old.connType());
    String password = fields.text("password", old.password());
    Map<String, Object> extra =
        fields.changes("extra")
            ? ExtraText.read(fields.text("extra", null), old.extra(), Secrets.MASK, unread)
            : old.extra();
    Connection after =
        Connection.of(old.connectionId(), type == null ? "" : type)
            .withDescription(fields.text("description", old.description()))
            .withEndpoint(
                fields.text("host", old.host()),
                fields.after("port", Integer.class, old.port()),
                fields.text("schema", old.schema()))
            .withCredentials(
                fields.text("login", old.login()),
                Secrets.MASK.equals(password) ? old.password() : password)
            .withExtra(extra);
    after.require(unread);
    return after;
  }

  private ConnectionBody body(Connection c) {
    return new ConnectionBody(
        c.connType(),
        c.connectionId(),
        c.description(),
        c.extra().isEmpty()
            ? null
            : json.writeValueAsString(SecretNames.masked(c.extra(), Secrets.MASK)),
        new ConnectionBody.Endpoint(c.host(), c.port(), c.schema()),
        new ConnectionBody.Credentials(c.login(), c.password() == null ? null : Secrets.MASK),
        null);
  }
}
