package io.orchestrator.template;

import io.orchestrator.model.NearestNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** An object made of named members whose values are looked up when a template asks for them. */
final class Members implements TemplateObject {

  private final String label;
  private final Map<String, Supplier<Object>> members = new LinkedHashMap<>();

  /**
   * @param label what templates call the object, for messages
   */
  Members(String label) {
    this.label = label;
  }

  Members with(String name, Object value) {
    return lazily(name, () -> value);
  }

  Members lazily(String name, Supplier<Object> value) {
    members.put(name, value);
    return this;
  }

  @Override
  public Object member(String name) {
    Supplier<Object> value = members.get(name);
    if (value != null) {
      return value.get();
    }
    String hint =
        NearestNames.first(name, members.keySet())
            .map(nearest -> "; did you mean `" + label + "." + nearest + "`?")
            .orElse("");
    return new Undefined("`" + label + "." + name + "` is not defined" + hint);
  }

  @Override
  public String toString() {
    return "<" + label + ">";
  }
}
