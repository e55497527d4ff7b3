package io.orchestrator.template;

import com.hubspot.jinjava.el.ext.AbstractCallableMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A function that templates may call as a member: {@code macros.ds_add('2026-01-01', 1)}. */
final class Callable extends AbstractCallableMethod {

  /** Marks a parameter without a default. */
  static final Object REQUIRED = new Object();

  private final Function<Map<String, Object>, Object> body;

  private Callable(
      String name, Map<String, Object> parameters, Function<Map<String, Object>, Object> body) {
    super(name, new LinkedHashMap<>(parameters));
    this.body = body;
  }

  /**
   * @param parameters names and defaults in order, alternating
   * @param body gets every parameter by name
   */
  static Callable of(
      String name, List<Object> parameters, Function<Map<String, Object>, Object> body) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i += 2) {
      defaults.put((String) parameters.get(i), parameters.get(i + 1));
    }
    return new Callable(name, defaults, body);
  }

  @Override
  public Object doEvaluate(
      Map<String, Object> arguments, Map<String, Object> unknown, List<Object> surplus) {
    if (!unknown.isEmpty()) {
      throw new TemplateFailure(
          "%s() has no parameter `%s`; it takes %s"
              .formatted(
                  getName(),
                  unknown.keySet().iterator().next(),
                  String.join(", ", getArguments())));
    }
    if (!surplus.isEmpty()) {
      throw new TemplateFailure(
          getName() + "() takes at most " + getArguments().size() + " arguments");
    }
    for (Map.Entry<String, Object> argument : arguments.entrySet()) {
      if (argument.getValue() == REQUIRED) {
        throw new TemplateFailure(getName() + "() needs `" + argument.getKey() + "`");
      }
      if (argument.getValue() instanceof Undefined undefined) {
        throw undefined.failure();
      }
    }
    return body.apply(arguments);
  }
}
