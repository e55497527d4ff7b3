package io.orchestrator.connection;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to reach another system. {@link #toString} never shows secrets.
 *
 * @param connectionId {@code [\w.-]+}, at most 200 characters
 * @param connType for example {@code aws}, {@code http}
 * @param extra further settings, JSON-compatible; may hold secrets
 */
public record Connection(
    String connectionId,
    String connType,
    @Nullable String description,
    @Nullable String host,
    @Nullable String login,
    @Nullable String password,
    @Nullable String schema,
    @Nullable Integer port,
    Map<String, Object> extra) {

  public Connection {
    extra = Map.copyOf(extra);
  }

  /** A setting of {@code extra} as text. */
  public Optional<String> extraText(String name) {
    return Optional.ofNullable(extra.get(name)).map(Object::toString);
  }

  @Override
  public String toString() {
    return "Connection[" + connectionId + ", type " + connType + ", host " + host + "]";
  }
}
