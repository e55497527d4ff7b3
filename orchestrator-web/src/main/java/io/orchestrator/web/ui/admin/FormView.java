package io.orchestrator.web.ui.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form to create or change one thing.
 *
 * @param existing its name when it is there already, else empty
 */
public record FormView(String title, String existing, List<Field> fields, String button) {

  /**
   * An input with what stands in it.
   *
   * @param fixed whether it cannot be changed
   * @param error what is wrong with it
   */
  public record Field(Input input, String value, boolean fixed, @Nullable String error) {}

  /**
   * An input of a form.
   *
   * @param name as REST calls the field
   * @param kind text, password or json
   */
  public record Input(String name, String title, String hint, String kind, String help) {
    static Input text(String name, String title, String hint) {
      return new Input(name, title, hint, "text", "");
    }

    static Input json(String name, String title, String hint) {
      return new Input(name, title, hint, "json", "");
    }

    /** An input whose text is never sent to a page. */
    static Input secret(String name, String title, String help) {
      return new Input(name, title, "", "password", help);
    }

    boolean secret() {
      return kind.equals("password");
    }
  }
}
