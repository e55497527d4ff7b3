package io.orchestrator.web.api;

import io.orchestrator.connection.Connection;
import io.orchestrator.store.ConnectionStore;
import io.orchestrator.store.Store;
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

/** Connections. Passwords and sensitive extras come back masked, whoever asks. */
@RestController
final class ConnectionController {
  private static final Pattern ID = Pattern.compile("[\\w.-]{1,200}");
  private final ConnectionStore connections;
  private final Store store;
  private final JsonMapper json;

  ConnectionController(ConnectionStore connections, Store store, JsonMapper json) {
    this.connections = connections;
    this.store = store;
    this.json = json;
  }

  /** Airflow: ConnectionBody of a request; absent parts are kept by a PATCH. */
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
      @Nullable String extra) {}

  @GetMapping("/api/v2/connections")
  Map<String, Object> list(HttpServletRequest request) {
    ListParameters p = new ListParameters(request);
    String pattern = p.text("connection_id_pattern");
    List<Connection> all =
        connections.all().stream().filter(c -> Slices.matches(c.connectionId(), pattern)).toList();
    return Bodies.list("connections", Slices.of(all, p.page()), this::body);
  }

  @GetMapping("/api/v2/connections/{id}")
  ConnectionBody get(@PathVariable String id) {
    return body(find(id));
  }

  @PostMapping("/api/v2/connections")
  @ResponseStatus(HttpStatus.CREATED)
  ConnectionBody create(@RequestBody ConnectionChange change, Principal caller) {
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
    Connection empty =
        new Connection(id, change.connType(), null, null, null, null, null, null, Map.of());
    return save(empty, change, caller);
  }

  @PatchMapping("/api/v2/connections/{id}")
  ConnectionBody change(
      @PathVariable String id, @RequestBody ConnectionChange change, Principal caller) {
    return save(find(id), change, caller);
  }

  @DeleteMapping("/api/v2/connections/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id, Principal caller) {
    if (!connections.delete(id)) {
      throw ApiException.notFound("connection", id);
    }
    audit(caller, "connection.delete", id);
  }

  private ConnectionBody save(Connection old, ConnectionChange change, Principal caller) {
    boolean keepPassword = change.password() == null || Secrets.MASK.equals(change.password());
    Connection saved =
        new Connection(
            old.connectionId(),
            change.connType() == null ? old.connType() : change.connType(),
            or(change.description(), old.description()),
            or(change.host(), old.host()),
            or(change.login(), old.login()),
            keepPassword ? old.password() : change.password(),
            or(change.schema(), old.schema()),
            or(change.port(), old.port()),
            change.extra() == null
                ? old.extra()
                : Secrets.unmasked(parse(change.extra()), old.extra()));
    connections.save(saved);
    audit(caller, "connection.save", saved.connectionId());
    return body(saved);
  }

  private Map<String, Object> parse(String extra) {
    try {
      return extra.isBlank()
          ? Map.of()
          : json.readValue(extra, new TypeReference<Map<String, Object>>() {});
    } catch (JacksonException e) {
      throw ApiException.unprocessable("extra must be a JSON object, as text.");
    }
  }

  private Connection find(String id) {
    return connections.find(id).orElseThrow(() -> ApiException.notFound("connection", id));
  }

  private void audit(Principal caller, String event, String id) {
    store.transact(
        tx -> {
          tx.audit().order(caller.getName(), event, null, null, id);
          return true;
        });
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

  private static <T> @Nullable T or(@Nullable T changed, @Nullable T old) {
    return changed == null ? old : changed;
  }
}
