package io.orchestrator.administration;

import io.orchestrator.model.NameRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small setting that DAGs read. {@link #toString} does not show its value.
 *
 * @param key at most 250 characters
 * @param value at most 65,536 bytes of UTF-8
 */
public record Variable(String key, String value, @Nullable String description) implements Managed {
  @Override
  public Kind kind() {
    return Kind.VARIABLE;
  }

  @Override
  public String name() {
    return key;
  }

  @Override
  public List<Problem> problems() {
    return new Problems()
        .name(NameRule.VARIABLE, key)
        .size("value", value)
        .text("description", description, Problems.DESCRIPTION)
        .found();
  }

  @Override
  public String toString() {
    return "Variable[" + key + "]";
  }
}
