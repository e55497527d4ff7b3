package io.orchestrator.web.ui.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form to create or change one thing.
 *
 * @param existing its key when it is there already, else empty
 */
public record FormView(
    String title, String existing, List<Field> fields, @Nullable String problem, String button) {

  /**
   * A field.
   *
   * @param kind text, password or json
   * @param fixed whether it cannot be changed
   */
  public record Field(
      String name,
      String title,
      String hint,
      String help,
      String kind,
      String value,
      boolean fixed,
      @Nullable String error) {}
}
