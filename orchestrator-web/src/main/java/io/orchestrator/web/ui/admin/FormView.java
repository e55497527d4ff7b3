package io.orchestrator.web.ui.admin;

import io.orchestrator.web.ui.text.FormText;
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
  public record Field(Input input, String value, boolean fixed, @Nullable String error) {
    /** Whether it is a text area: an input of one line would drop line breaks. */
    public boolean lines() {
      return !input.kind().equals("password") && (input.longText() || FormText.hasLines(value));
    }
  }

  /**
   * An input of a form.
   *
   * @param name as REST calls the field
   * @param kind text, password, json or secret, which is a password that may have lines
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

    /** As {@link #secret}, for keys and certificates, which have lines. */
    static Input secretLines(String name, String title, String help) {
      return new Input(name, title, "", "secret", help);
    }

    /** Whether its text is never sent to a page. */
    public boolean secret() {
      return kind.equals("password") || kind.equals("secret");
    }

    boolean longText() {
      return kind.equals("json") || kind.equals("secret");
    }
  }
}
