package io.orchestrator.web.api;

import io.orchestrator.connection.Connection;
import io.orchestrator.store.ConnectionStore;
import io.orchestrator.web.administration.AuditedChanges;
import io.orchestrator.web.api.body.ConnectionBody;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Connections. Passwords and sensitive extras come back masked, whoever asks. */
@RestController
final class ConnectionController {
  private static final Pattern ID = Pattern.compile("[\\w.-]{1,200}");
  private static final Sortable<Connection> SORTABLE =
      new Sortable<Connection>()
          .by("connection_id", Connection::connectionId)
          .by("conn_id", Connection::connectionId)
          .by("id", Connection::connectionId)
          .by("conn_type", Connection::connType)
          .by("description", Connection::description)
          .by("host", Connection::host)
          .by("port", Connection::port);
  private final ConnectionStore connections;
  private final AuditedChanges changes;
  private final Patches patches;
  private final JsonMapper json;

  ConnectionController(
      ConnectionStore connections, AuditedChanges changes, Patches patches, JsonMapper json) {
    this.connections = connections;
    this.changes = changes;
    this.patches = patches;
    this.json = json;
  }

  /** Airflow: ConnectionBody of a request. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record ConnectionChange(
      @Nullable String connectionId,
      @Nullable String connType,
      @Nullable String description,
      @Nullable String host,
      @Nullable String login,
      @Nullable String password,
      @Nullable String schema,
      @Nullable Integer port,
      @Nullable String extra,
      @Nullable String teamName) {}

  @GetMapping("/api/v2/connections")
  Map<String, Object> list(HttpServletRequest request) {
    ListParameters p = new ListParameters(request).only("connection_id_pattern");
    String pattern = p.text("connection_id_pattern");
    List<Connection> all =
        connections.all().stream().filter(c -> Slices.matches(c.connectionId(), pattern)).toList();
    return Bodies.list("connections", Slices.of(all, p.page(), SORTABLE), this::body);
  }

  @GetMapping("/api/v2/connections/{id}")
  ConnectionBody get(@PathVariable String id) {
    return body(find(id));
  }

  @PostMapping("/api/v2/connections")
  @ResponseStatus(HttpStatus.CREATED)
  ConnectionBody create(@RequestBody ConnectionChange change, Principal caller) {
    Patches.refuseTeam(change.teamName());
    String id = change.connectionId() == null ? "" : change.connectionId();
    if (!ID.matcher(id).matches() || change.connType() == null) {
      throw ApiException.unprocessable(
          "A connection needs a conn_type and a connection_id of 1 to 200 letters, digits, _ . -");
    }
    if (connections.find(id).isPresent()) {
      throw ApiException.conflict(
          "connection_exists",
          "Connection " + id + " exists already. It was not changed.",
          "PATCH /api/v2/connections/" + id + " changes it.");
    }
    return save(
        new Connection(
            id,
            change.connType(),
            change.description(),
            change.host(),
            change.login(),
            unmasked(change.password(), null),
            change.schema(),
            change.port(),
            parse(change.extra())),
        caller);
  }

  @PatchMapping("/api/v2/connections/{id}")
  ConnectionBody change(
      @PathVariable String id,
      @RequestBody ObjectNode body,
      HttpServletRequest request,
      Principal caller) {
    Connection old = find(id);
    Patch<ConnectionChange> patch = patches.read(body, ConnectionChange.class, request);
    Patches.requireSame("connection_id", patch.body().connectionId(), id);
    Patches.refuseTeam(patch.body().teamName());
    return save(after(patch, old), caller);
  }

  @DeleteMapping("/api/v2/connections/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id, Principal caller) {
    if (!changes.deleteConnection(id, caller.getName())) {
      throw ApiException.notFound("connection", id);
    }
  }

  private Connection after(Patch<ConnectionChange> patch, Connection old) {
    ConnectionChange change = patch.body();
    String type = patch.after("conn_type", change.connType(), old.connType());
    if (type == null) {
      throw ApiException.unprocessable("A connection needs a conn_type.");
    }
    return new Connection(
        old.connectionId(),
        type,
        patch.after("description", change.description(), old.description()),
        patch.after("host", change.host(), old.host()),
        patch.after("login", change.login(), old.login()),
        patch.changes("password") ? unmasked(change.password(), old.password()) : old.password(),
        patch.after("schema", change.schema(), old.schema()),
        patch.after("port", change.port(), old.port()),
        patch.changes("extra")
            ? Secrets.unmasked(parse(change.extra()), old.extra())
            : old.extra());
  }

  private static @Nullable String unmasked(@Nullable String password, @Nullable String old) {
    return Secrets.MASK.equals(password) ? old : password;
  }

  private ConnectionBody save(Connection connection, Principal caller) {
    changes.save(connection, caller.getName());
    return body(connection);
  }

  private Map<String, Object> parse(@Nullable String extra) {
    if (extra == null || extra.isBlank()) {
      return Map.of();
    }
    try {
      if (json.readTree(extra).isObject()) {
        return json.readValue(extra, new TypeReference<Map<String, Object>>() {});
      }
    } catch (JacksonException e) {
      // No JSON is no JSON object.
    }
    throw ApiException.unprocessable("extra must be a JSON object, as text.");
  }

  private Connection find(String id) {
    return connections.find(id).orElseThrow(() -> ApiException.notFound("connection", id));
  }

  private ConnectionBody body(Connection c) {
    return new ConnectionBody(
        c.connType(),
        c.connectionId(),
        c.description(),
        c.extra().isEmpty() ? null : json.writeValueAsString(Secrets.masked(c.extra())),
        c.host(),
        c.login(),
        c.password() == null ? null : Secrets.MASK,
        c.port(),
        c.schema(),
        null);
  }
}
