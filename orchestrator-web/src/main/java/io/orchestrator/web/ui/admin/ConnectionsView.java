package io.orchestrator.web.ui.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connections; secrets masked. */
public record ConnectionsView(List<Row> rows, @Nullable FormView form) {

  /** One connection. */
  public record Row(
      String id,
      String description,
      String type,
      String host,
      String login,
      String password,
      String extra,
      String editHref,
      String deleteAction) {}
}
