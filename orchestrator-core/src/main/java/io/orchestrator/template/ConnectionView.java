package io.orchestrator.template;

import org.jspecify.annotations.Nullable;

/**
 * A connection as templates see it: {@code {{ conn.my_db.host }}}. Absent parts show as {@code
 * None}.
 *
 * @param extra further settings, JSON text
 */
public record ConnectionView(
    String connType,
    @Nullable String host,
    @Nullable Integer port,
    @Nullable String login,
    @Nullable String password,
    @Nullable String schema,
    @Nullable String extra) {

  @Override
  public String toString() {
    return "ConnectionView[" + connType + "]";
  }
}
