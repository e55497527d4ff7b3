package io.orchestrator.template;

import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.lib.fn.MacroFunction;
import java.util.LinkedHashMap;
import java.util.List;

/** Makes a {@link Callable} callable by its bare name; the library only does that for macros. */
final class GlobalFunction extends MacroFunction {

  private final Callable callable;

  GlobalFunction(Callable callable, Context context) {
    // As a "caller" it is left out of the library's check for macros that call themselves, which
    // would refuse xcom(xcom('a')).
    super(List.of(), callable.getName(), new LinkedHashMap<>(), true, context, -1, -1);
    this.callable = callable;
  }

  @Override
  public Object evaluate(Object... arguments) {
    return callable.evaluate(arguments);
  }
}
