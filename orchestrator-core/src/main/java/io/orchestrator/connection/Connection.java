package io.orchestrator.connection;

import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Managed;
import io.orchestrator.administration.Problem;
import io.orchestrator.administration.Problems;
import io.orchestrator.model.NameRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How to reach another system. {@link #toString} never shows secrets.
 *
 * @param connectionId {@code [\w.-]+}, at most 200 characters
 * @param connType for example {@code aws}, {@code http}; at most 500 characters
 * @param extra further settings, JSON-compatible; may hold secrets; at most 65,536 bytes as JSON
 */
public record Connection(
    String connectionId,
    String connType,
    @Nullable String description,
    Endpoint endpoint,
    Credentials credentials,
    Map<String, Object> extra)
    implements Managed {
  private static final int LONGEST_PART = 500;
  private static final int LONGEST_LOGIN = 5_000;
  private static final int LAST_PORT = 65_535;

  public Connection {
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /**
   * Where the other system is.
   *
   * @param host at most 500 characters
   * @param port 0 to 65,535
   * @param schema at most 500 characters; what it means depends on the type
   */
  public record Endpoint(@Nullable String host, @Nullable Integer port, @Nullable String schema) {}

  /**
   * As whom to come.
   *
   * @param login at most 5,000 characters
   * @param password at most 65,536 bytes of UTF-8
   */
  public record Credentials(@Nullable String login, @Nullable String password) {
    /** Shows neither. */
    @Override
    public String toString() {
      return "Credentials[]";
    }
  }

  /** A connection without any further part. */
  public static Connection of(String connectionId, String connType) {
    return new Connection(
        connectionId,
        connType,
        null,
        new Endpoint(null, null, null),
        new Credentials(null, null),
        Map.of());
  }

  public Connection withDescription(@Nullable String text) {
    return new Connection(connectionId, connType, text, endpoint, credentials, extra);
  }

  public Connection withEndpoint(
      @Nullable String host, @Nullable Integer port, @Nullable String schema) {
    Endpoint other = new Endpoint(host, port, schema);
    return new Connection(connectionId, connType, description, other, credentials, extra);
  }

  public Connection withCredentials(@Nullable String login, @Nullable String password) {
    Credentials other = new Credentials(login, password);
    return new Connection(connectionId, connType, description, endpoint, other, extra);
  }

  public Connection withExtra(Map<String, Object> settings) {
    return new Connection(connectionId, connType, description, endpoint, credentials, settings);
  }

  public @Nullable String host() {
    return endpoint.host();
  }

  public @Nullable Integer port() {
    return endpoint.port();
  }

  public @Nullable String schema() {
    return endpoint.schema();
  }

  public @Nullable String login() {
    return credentials.login();
  }

  public @Nullable String password() {
    return credentials.password();
  }

  /** A setting of {@code extra} as text. */
  public Optional<String> extraText(String name) {
    return Optional.ofNullable(extra.get(name)).map(Object::toString);
  }

  @Override
  public Kind kind() {
    return Kind.CONNECTION;
  }

  @Override
  public String name() {
    return connectionId;
  }

  @Override
  public List<Problem> problems() {
    Integer port = port();
    return new Problems()
        .name(NameRule.CONNECTION, connectionId)
        .require(!connType.isBlank(), "conn_type", "A type is needed, for example aws or http.")
        .text("conn_type", connType, LONGEST_PART)
        .text("description", description, Problems.DESCRIPTION)
        .text("host", host(), LONGEST_PART)
        .require(
            port == null || (port >= 0 && port <= LAST_PORT),
            "port",
            "A port is a number from 0 to " + LAST_PORT + ".")
        .text("schema", schema(), LONGEST_PART)
        .text("login", login(), LONGEST_LOGIN)
        .size("password", password())
        .json("extra", extra)
        .size("extra", JsonMapper.shared().writeValueAsString(extra))
        .found();
  }

  @Override
  public String toString() {
    return "Connection[" + connectionId + ", type " + connType + ", host " + host() + "]";
  }
}
