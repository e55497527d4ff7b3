package io.orchestrator.web.ui.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variables; values of secret-looking keys masked. */
public record VariablesView(List<Row> rows, @Nullable FormView form) {

  /** One variable. */
  public record Row(
      String key, String value, String description, String editHref, String deleteAction) {}
}
